/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cpim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.sipsimple.payloads.multipart.BodyPart;
import org.sipsimple.payloads.xml.XmlDateTime;

/** Writes one message; used once, on one thread. */
final class CpimWriter {
    private final StringBuilder out = new StringBuilder(256);
    private final Map<String, String> prefixes = new HashMap<>();

    byte[] write(CpimMessage message) {
        if (message.from() != null) {
            identity("From", message.from());
        }
        message.to().forEach(to -> identity("To", to));
        message.cc().forEach(cc -> identity("cc", cc));
        for (CpimSubject subject : message.subjects()) {
            out.append("Subject:");
            if (subject.language() != null) {
                out.append(";lang=").append(subject.language());
            }
            end(' ' + CpimText.escape(subject.text()));
        }
        if (message.dateTime() != null) {
            out.append("DateTime: ");
            end(XmlDateTime.format(message.dateTime()));
        }
        if (!message.required().isEmpty()) {
            out.append("Require: ");
            end(String.join(",", message.required()));
        }
        message.headers().forEach(this::header);
        out.append("\r\n");
        for (BodyPart.Header header : message.content().headers()) {
            out.append(header.name()).append(": ");
            end(header.value());
        }
        out.append("\r\n");
        byte[] head = out.toString().getBytes(StandardCharsets.UTF_8);
        byte[] body = message.content().body();
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private void identity(String header, CpimIdentity identity) {
        out.append(header).append(": ");
        if (identity.name() != null) {
            out.append(CpimText.displayName(identity.name())).append(' ');
        }
        end('<' + identity.uri() + '>');
    }

    private void header(CpimHeader header) {
        if (!header.namespace().equals(CpimCodec.DEFAULT_NAMESPACE)) {
            out.append(prefix(header)).append('.');
        }
        out.append(header.name()).append(": ");
        end(CpimText.escape(header.value()));
    }

    private String prefix(CpimHeader header) {
        String known = prefixes.get(header.namespace());
        if (known != null) {
            return known;
        }
        String prefix = header.prefix();
        for (int n = 1; prefixes.containsValue(prefix); n++) {
            prefix = header.prefix() + n;
        }
        prefixes.put(header.namespace(), prefix);
        out.append("NS: ")
                .append(prefix)
                .append(" <")
                .append(header.namespace())
                .append(">\r\n");
        return prefix;
    }

    private void end(String value) {
        out.append(value).append("\r\n");
    }
}
