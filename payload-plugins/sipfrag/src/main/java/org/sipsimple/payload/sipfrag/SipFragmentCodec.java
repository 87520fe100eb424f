/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.sipfrag;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;

/** {@code message/sipfrag}, RFC 3420. Takes lines that end in LF only and a last line that does not end. */
@PayloadCodecProvider
public final class SipFragmentCodec implements PayloadCodec<SipFragment> {
    private static final String MEDIA_TYPE = "message/sipfrag";
    private static final int MOST_HEADERS = 512;

    @Override
    public Class<SipFragment> type() {
        return SipFragment.class;
    }

    @Override
    public List<String> mediaTypes() {
        return List.of(MEDIA_TYPE);
    }

    @Override
    public Set<String> eventPackages() {
        return Set.of("refer");
    }

    @Override
    public SipFragment decode(Payload payload) throws PayloadFormatException {
        byte[] body = payload.body();
        String startLine = null;
        List<SipFragment.Header> headers = new ArrayList<>();
        int number = 0;
        for (int at = 0; at < body.length; ) {
            int end = lineEnd(body, at);
            String line = new String(body, at, end - at, StandardCharsets.UTF_8).stripTrailing();
            at = Math.min(end + 1, body.length);
            number++;
            if (line.isEmpty()) {
                return fragment(startLine, headers, Arrays.copyOfRange(body, at, body.length), number);
            }
            if (number == 1 && (line.startsWith("SIP/2.0 ") || isRequestLine(line))) {
                startLine = line;
            } else {
                add(headers, line, number);
            }
        }
        return fragment(startLine, headers, null, Math.max(1, number));
    }

    /** A header may end so too, but then a colon ends the first word. */
    private static boolean isRequestLine(String line) {
        return line.endsWith(" SIP/2.0") && line.lastIndexOf(':', line.indexOf(' ')) < 0;
    }

    private static void add(List<SipFragment.Header> headers, String line, int number) throws PayloadFormatException {
        int last = headers.size() - 1;
        int colon = line.indexOf(':');
        try {
            if (Character.isWhitespace(line.charAt(0)) && last >= 0) {
                SipFragment.Header folded = headers.get(last);
                String unfolded = (folded.value() + ' ' + line.strip()).strip();
                headers.set(last, new SipFragment.Header(folded.name(), unfolded));
            } else {
                headers.add(new SipFragment.Header(
                        line.substring(0, Math.max(0, colon)).stripTrailing(),
                        line.substring(colon + 1).strip()));
            }
        } catch (IllegalArgumentException e) {
            throw new PayloadFormatException(MEDIA_TYPE, number + ":1", String.valueOf(e.getMessage()), e);
        }
        if (headers.size() > MOST_HEADERS) {
            throw new PayloadFormatException(MEDIA_TYPE, number + ":1", "more than " + MOST_HEADERS + " headers");
        }
    }

    private static SipFragment fragment(
            @Nullable String startLine, List<SipFragment.Header> headers, byte @Nullable [] body, int line)
            throws PayloadFormatException {
        try {
            // an empty line with nothing behind it ends the headers and is no body
            return new SipFragment(startLine, headers, body == null || body.length == 0 ? null : body);
        } catch (IllegalArgumentException e) {
            throw new PayloadFormatException(MEDIA_TYPE, line + ":1", String.valueOf(e.getMessage()), e);
        }
    }

    private static int lineEnd(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] != '\n') {
            at++;
        }
        return at;
    }

    @Override
    public Payload encode(SipFragment fragment) {
        StringBuilder text = new StringBuilder();
        if (fragment.startLine() != null) {
            text.append(fragment.startLine()).append("\r\n");
        }
        fragment.headers()
                .forEach(h ->
                        text.append(h.name()).append(": ").append(h.value()).append("\r\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] body = fragment.body();
        out.writeBytes(text.append(body == null ? "" : "\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (body != null) {
            out.writeBytes(body);
        }
        return new Payload(MediaType.parse(MEDIA_TYPE), out.toByteArray());
    }
}
