/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cpim;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.payloads.multipart.BodyPart;

/**
 * A message with the headers that travel end to end (RFC 3862). Immutable.
 *
 * @param from the sender; null when not given
 * @param to the recipients
 * @param cc recipients of copies
 * @param subjects at most one a language
 * @param dateTime when it was sent; null when not given
 * @param required names of headers that a recipient must understand
 * @param headers those of other specifications, in order
 * @param content the content with its MIME headers
 */
public record CpimMessage(
        @Nullable CpimIdentity from,
        List<CpimIdentity> to,
        List<CpimIdentity> cc,
        List<CpimSubject> subjects,
        @Nullable OffsetDateTime dateTime,
        List<String> required,
        List<CpimHeader> headers,
        BodyPart content) {

    public CpimMessage {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        subjects = List.copyOf(subjects);
        required = List.copyOf(required);
        headers = List.copyOf(headers);
    }

    /** A message of one sender to one recipient. */
    public static CpimMessage of(CpimIdentity from, CpimIdentity to, Payload content) {
        return new CpimMessage(
                from, List.of(to), List.of(), List.of(), null, List.of(), List.of(), BodyPart.of(content));
    }

    public CpimMessage withFrom(@Nullable CpimIdentity changed) {
        return new CpimMessage(changed, to, cc, subjects, dateTime, required, headers, content);
    }

    public CpimMessage withTo(List<CpimIdentity> changed) {
        return new CpimMessage(from, changed, cc, subjects, dateTime, required, headers, content);
    }

    public CpimMessage withCc(List<CpimIdentity> changed) {
        return new CpimMessage(from, to, changed, subjects, dateTime, required, headers, content);
    }

    public CpimMessage withSubjects(List<CpimSubject> changed) {
        return new CpimMessage(from, to, cc, changed, dateTime, required, headers, content);
    }

    public CpimMessage withDateTime(@Nullable OffsetDateTime changed) {
        return new CpimMessage(from, to, cc, subjects, changed, required, headers, content);
    }

    public CpimMessage withRequired(List<String> changed) {
        return new CpimMessage(from, to, cc, subjects, dateTime, changed, headers, content);
    }

    public CpimMessage withContent(BodyPart changed) {
        return new CpimMessage(from, to, cc, subjects, dateTime, required, headers, changed);
    }

    /** One header of another specification more. */
    public CpimMessage withHeader(CpimHeader header) {
        List<CpimHeader> more = new ArrayList<>(headers);
        more.add(header);
        return new CpimMessage(from, to, cc, subjects, dateTime, required, more, content);
    }

    /** The value of the first header of a namespace and name. */
    public Optional<String> header(String namespace, String name) {
        return headers.stream()
                .filter(h -> h.namespace().equals(namespace) && h.name().equalsIgnoreCase(name))
                .map(CpimHeader::value)
                .findFirst();
    }

    /** The content as text, in the charset its Content-Type names; UTF-8 when it names none that is known. */
    public String text() {
        return new String(content.body(), charset(content.payload().type().parameter("charset")));
    }

    private static Charset charset(@Nullable String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8; // said in the contract above
        }
    }
}
