/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.multipart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;

/**
 * A body of several parts (RFC 2046 section 5.1, RFC 2387). Immutable.
 *
 * @param type {@code multipart/...} with its parameters; the boundary need not be among them
 * @param parts at least one
 */
public record Multipart(MediaType type, List<BodyPart> parts) {

    public Multipart {
        parts = List.copyOf(parts);
        if (!type.type().equals("multipart")) {
            throw new IllegalArgumentException("not a multipart type: " + type);
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a multipart body needs at least one part");
        }
    }

    /** A multipart/mixed body. */
    public static Multipart mixed(List<BodyPart> parts) {
        return new Multipart(MediaType.of("multipart", "mixed"), parts);
    }

    /** A multipart/related body whose first part, which has a Content-ID and a Content-Type, is the root. */
    public static Multipart related(List<BodyPart> parts) {
        MediaType type = MediaType.of("multipart", "related");
        BodyPart root = parts.get(0);
        type = type.withParameter("type", root.payload().type().essence());
        return new Multipart(
                root.contentId().isEmpty()
                        ? type
                        : type.withParameter("start", '<' + root.contentId().get() + '>'),
                parts);
    }

    /**
     * Takes a multipart body apart.
     *
     * @throws PayloadFormatException when there is no boundary, or the body is not what the boundary says
     */
    public static Multipart read(Payload payload) throws PayloadFormatException {
        return new MultipartReader(payload).read();
    }

    /** The part with a Content-ID, given without angle brackets. */
    public Optional<BodyPart> part(String contentId) {
        return parts.stream()
                .filter(part -> part.contentId().filter(contentId::equals).isPresent())
                .findFirst();
    }

    /** The part that the parameter start names, else the first. */
    public BodyPart root() {
        String start = type.parameter("start");
        Optional<BodyPart> named = start == null ? Optional.empty() : part(start.replaceFirst("^<(.*)>$", "$1"));
        return named.orElse(parts.get(0));
    }

    /** The body with its Content-Type. The boundary is that of the type, or a new one where the parts contain it. */
    public Payload payload() {
        String boundary = type.parameter("boundary");
        int number = 0;
        while (boundary == null || parts.stream().anyMatch(contains("--" + boundary))) {
            boundary = "part-boundary-" + number++;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (BodyPart part : parts) {
            ascii(out, "--" + boundary + "\r\n");
            part.headers().forEach(header -> ascii(out, header.name() + ": " + header.value() + "\r\n"));
            ascii(out, "\r\n");
            out.writeBytes(part.body());
            ascii(out, "\r\n");
        }
        ascii(out, "--" + boundary + "--\r\n");
        return new Payload(type.withParameter("boundary", boundary), out.toByteArray());
    }

    private static java.util.function.Predicate<BodyPart> contains(String delimiter) {
        return part -> new String(part.body(), StandardCharsets.ISO_8859_1).contains(delimiter);
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
