/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cpim;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.multipart.BodyPart;
import org.sipsimple.payloads.xml.XmlDateTime;

/** Reads one message; used once, on one thread. */
final class CpimReader {
    private static final int MOST_LINES = 512;

    private final byte[] body;
    private final Map<String, String> namespaces = new HashMap<>();
    private int at;
    private int lines;

    private @Nullable CpimIdentity from;
    private final List<CpimIdentity> to = new ArrayList<>();
    private final List<CpimIdentity> cc = new ArrayList<>();
    private final List<CpimSubject> subjects = new ArrayList<>();
    private @Nullable OffsetDateTime dateTime;
    private final List<String> required = new ArrayList<>();
    private final List<CpimHeader> headers = new ArrayList<>();

    CpimReader(byte[] body) {
        this.body = body;
    }

    CpimMessage read() throws PayloadFormatException {
        String line = line();
        while (!line.isEmpty()) {
            header(line);
            line = line();
        }
        List<BodyPart.Header> mime = mimeHeaders();
        BodyPart content = new BodyPart(mime, Arrays.copyOfRange(body, at, body.length));
        return new CpimMessage(from, to, cc, subjects, dateTime, required, headers, content);
    }

    private void header(String line) throws PayloadFormatException {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip();
        int dot = name.indexOf('.');
        String prefix = dot < 0 ? "" : name.substring(0, dot);
        String local = name.substring(dot + 1);
        if (!CpimText.isName(local) || dot == 0) {
            throw malformed("not a header: " + line);
        }
        String value = line.substring(colon + 1).strip();
        if (prefix.isEmpty() && !namespaces.containsKey("")) {
            plainHeader(local, value);
        } else {
            String namespace = namespaces.get(prefix);
            if (namespace != null) {
                headers.add(
                        new CpimHeader(namespace, prefix.isEmpty() ? "ns" : prefix, local, CpimText.unescape(value)));
            }
        }
    }

    private void plainHeader(String name, String value) throws PayloadFormatException {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "from" -> from = identity(value);
            case "to" -> to.add(identity(value));
            case "cc" -> cc.add(identity(value));
            case "subject" -> subjects.add(subject(value));
            case "datetime" -> dateTime = time(value);
            case "require", "required" -> // the second as some peers write it
                required.addAll(Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(n -> !n.isEmpty())
                        .toList());
            case "ns" -> declare(value);
            default -> headers.add(new CpimHeader(CpimCodec.DEFAULT_NAMESPACE, "cpim", name, CpimText.unescape(value)));
        }
    }

    private void declare(String value) throws PayloadFormatException {
        int open = value.indexOf('<');
        if (open < 0 || !value.endsWith(">")) {
            throw malformed("NS names no namespace: " + value);
        }
        String prefix = value.substring(0, open).strip();
        String uri = value.substring(open + 1, value.length() - 1).strip();
        if (!prefix.isEmpty() && !CpimText.isName(prefix)
                || uri.isEmpty()
                || uri.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>')) {
            throw malformed("NS names no namespace: " + value);
        }
        if (!prefix.isEmpty() || !uri.equals(CpimCodec.DEFAULT_NAMESPACE)) {
            namespaces.put(prefix, uri);
        }
    }

    private CpimIdentity identity(String value) throws PayloadFormatException {
        int open = value.lastIndexOf('<');
        if (open < 0 || !value.endsWith(">")) {
            throw malformed("no <URI> in: " + value);
        }
        String name = value.substring(0, open).strip();
        if (name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"")) {
            name = name.substring(1, name.length() - 1);
        }
        try {
            return new CpimIdentity(
                    CpimText.unescape(name),
                    value.substring(open + 1, value.length() - 1).strip());
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private CpimSubject subject(String value) throws PayloadFormatException {
        if (!value.startsWith(";")) {
            return new CpimSubject(null, CpimText.unescape(value));
        }
        int blank = value.indexOf(' ');
        String parameter = blank < 0 ? value : value.substring(0, blank);
        String text = blank < 0 ? "" : value.substring(blank + 1).strip();
        try {
            String language = parameter.startsWith(";lang=") ? parameter.substring(";lang=".length()) : null;
            return new CpimSubject(language, CpimText.unescape(text));
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private OffsetDateTime time(String value) throws PayloadFormatException {
        OffsetDateTime time = XmlDateTime.parse(value.replace(' ', 'T'));
        if (time == null) {
            throw malformed("not a date and time: " + value);
        }
        return time;
    }

    private List<BodyPart.Header> mimeHeaders() throws PayloadFormatException {
        List<BodyPart.Header> mime = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            try {
                if (Character.isWhitespace(line.charAt(0)) && !mime.isEmpty()) {
                    BodyPart.Header folded = mime.remove(mime.size() - 1);
                    mime.add(new BodyPart.Header(folded.name(), (folded.value() + ' ' + line.strip()).strip()));
                } else {
                    mime.add(new BodyPart.Header(
                            line.substring(0, Math.max(0, colon)).strip(),
                            line.substring(colon + 1).strip()));
                }
            } catch (IllegalArgumentException e) {
                throw malformed(String.valueOf(e.getMessage()));
            }
        }
        return mime;
    }

    /** The next line without its end; the body must go on behind it, for an empty line ends both header blocks. */
    private String line() throws PayloadFormatException {
        if (++lines > MOST_LINES) {
            throw malformed("more than " + MOST_LINES + " header lines");
        }
        int start = at;
        while (at < body.length && body[at] != '\n') {
            at++;
        }
        if (at == body.length) {
            throw malformed("the headers do not end");
        }
        int end = at > start && body[at - 1] == '\r' ? at - 1 : at;
        at++;
        return new String(body, start, end - start, StandardCharsets.UTF_8);
    }

    private PayloadFormatException malformed(String what) {
        return new PayloadFormatException(CpimCodec.MEDIA_TYPE, Math.max(1, lines) + ":1", what);
    }
}
