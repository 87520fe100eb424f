/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An MSRP request or response, or the head of one whose data comes separately. Immutable; headers are kept as text and
 * decoded on demand. The data array is not copied: whoever makes a chunk leaves it alone from then on.
 */
public final class MsrpChunk {
    private static final String END = "-------";

    private final String transactionId;
    private final @Nullable String method;
    private final int code;
    private final String comment;
    /** Names and values in turn. */
    private final String[] headers;

    private final byte @Nullable [] data;
    private final char flag;

    private MsrpChunk(Builder builder) {
        transactionId = builder.transactionId;
        method = builder.method;
        code = builder.code;
        comment = builder.comment;
        headers = Arrays.copyOf(builder.headers, builder.count);
        data = builder.data;
        flag = builder.flag;
    }

    /** Begins a request, whose flag is {@code $} until told otherwise. */
    public static Builder request(String transactionId, String method) {
        return new Builder(transactionId, method, 0, "");
    }

    /** Begins a response; the comment may be empty. */
    public static Builder response(String transactionId, int code, String comment) {
        return new Builder(transactionId, null, code, comment);
    }

    /** A builder that begins with all this chunk has. */
    public Builder toBuilder() {
        Builder copy = new Builder(transactionId, method, code, comment);
        copy.headers = Arrays.copyOf(headers, Math.max(headers.length, 2));
        copy.count = headers.length;
        copy.data = data;
        copy.flag = flag;
        return copy;
    }

    /** This chunk with one more header behind the others. */
    public MsrpChunk withHeader(MsrpHeader header) {
        return toBuilder().header(header).build();
    }

    /** This chunk with its Byte-Range changed; the total stays as it was. */
    MsrpChunk withRange(ByteRange range) throws IllegalArgumentException {
        Builder copy = toBuilder();
        copy.count = 0;
        for (int i = 0; i < headers.length; i += 2) {
            String value = headers[i + 1];
            if (headers[i].equalsIgnoreCase("Byte-Range")) {
                String total = value.substring(value.indexOf('/') + 1);
                value = range.start() + "-" + range.end() + "/" + total;
            }
            copy.header(headers[i], value);
        }
        return copy.build();
    }

    public String transactionId() {
        return transactionId;
    }

    /** For example {@code SEND}; empty for responses. */
    public Optional<String> method() {
        return Optional.ofNullable(method);
    }

    public boolean isRequest(String name) {
        return name.equals(method);
    }

    public boolean isResponse() {
        return method == null;
    }

    /** The status of a response, 0 for a request. */
    public int code() {
        return code;
    }

    public String comment() {
        return comment;
    }

    /** {@code $} for the last of a message, {@code +} when more will come, {@code #} when the sender gave up. */
    public char flag() {
        return flag;
    }

    /** The data; empty when there is none. The chunk's own array. */
    public byte[] data() {
        return data == null ? new byte[0] : data;
    }

    /** Bytes of data. */
    public int size() {
        return data == null ? 0 : data.length;
    }

    /** The first header of the name, as text; the case of the name does not matter. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(find(name));
    }

    /** The same for the hot path: null when there is none. */
    @Nullable
    String text(String name) {
        return find(name);
    }

    private @Nullable String find(String name) {
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equalsIgnoreCase(name)) {
                return headers[i + 1];
            }
        }
        return null;
    }

    /** All headers, decoded, in order. */
    public List<MsrpHeader> headers() throws MsrpSyntaxException {
        List<MsrpHeader> decoded = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            decoded.add(MsrpHeader.parse(headers[i], headers[i + 1]));
        }
        return decoded;
    }

    /** The first header of that kind. */
    public <T extends MsrpHeader> Optional<T> header(Class<T> kind) throws MsrpSyntaxException {
        for (MsrpHeader header : headers()) {
            if (kind.isInstance(header)) {
                return Optional.of(kind.cast(header));
            }
        }
        return Optional.empty();
    }

    /** The MIME type with its parameters. */
    public Optional<String> contentType() {
        return header("Content-Type");
    }

    public Optional<String> messageId() {
        return header("Message-ID");
    }

    /** Which bytes it carries. */
    public Optional<ByteRange> byteRange() throws MsrpSyntaxException {
        String text = find("Byte-Range");
        return text == null ? Optional.empty() : Optional.of(ByteRange.parse(text));
    }

    /** What a REPORT says. */
    public Optional<MsrpHeader.Status> status() throws MsrpSyntaxException {
        String text = find("Status");
        return text == null ? Optional.empty() : Optional.of(HeaderParser.status(text));
    }

    /** The header or its default, YES. */
    public FailureReport failureReport() throws MsrpSyntaxException {
        String text = find("Failure-Report");
        return text == null ? FailureReport.YES : HeaderParser.failureReport(text);
    }

    /** The header or its default, false. */
    public boolean successReport() {
        return "yes".equals(find("Success-Report"));
    }

    /** The path to the receiver, decoded. */
    public List<MsrpUri> toPath() throws MsrpSyntaxException {
        return path("To-Path");
    }

    /** The path back, decoded. */
    public List<MsrpUri> fromPath() throws MsrpSyntaxException {
        return path("From-Path");
    }

    private List<MsrpUri> path(String name) throws MsrpSyntaxException {
        String text = find(name);
        if (text == null) {
            throw new MsrpSyntaxException("chunk without " + name, transactionId);
        }
        return MsrpUri.parsePath(text);
    }

    /**
     * Checks that both paths are there and every header can be decoded.
     *
     * @throws MsrpSyntaxException which names what is wrong
     */
    public void verifyHeaders() throws MsrpSyntaxException {
        toPath();
        fromPath();
        headers();
    }

    /** Everything before the data; with the blank line when the chunk has a content type or data. */
    public String encodeStart() {
        StringBuilder text =
                new StringBuilder(360).append("MSRP ").append(transactionId).append(' ');
        if (method != null) {
            text.append(method);
        } else {
            text.append(digits(code));
            if (!comment.isEmpty()) {
                text.append(' ').append(comment);
            }
        }
        text.append("\r\n");
        boolean ordered = ordered();
        for (int rank = ordered ? RANKS - 1 : 0; rank < RANKS; rank++) {
            for (int i = 0; i < headers.length; i += 2) {
                if (ordered || rank(headers[i]) == rank) {
                    text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
                }
            }
        }
        return hasBody() ? text.append("\r\n").toString() : text.toString();
    }

    /** Three digits, as both grammars of a status want them. */
    static String digits(int code) {
        return code < 100 ? String.format(Locale.ROOT, "%03d", code) : Integer.toString(code);
    }

    private static final int RANKS = 5;

    private boolean ordered() {
        int highest = 0;
        for (int i = 0; i < headers.length; i += 2) {
            int rank = rank(headers[i]);
            if (rank < highest) {
                return false;
            }
            highest = rank;
        }
        return true;
    }

    /** RFC 4975 section 9 puts the paths first; MIME headers come last, the content type as the very last. */
    private static int rank(String name) {
        if (name.equalsIgnoreCase("To-Path")) {
            return 0;
        } else if (name.equalsIgnoreCase("From-Path")) {
            return 1;
        } else if (!name.regionMatches(true, 0, "Content-", 0, 8)) {
            return 2;
        }
        return name.equalsIgnoreCase("Content-Type") ? 4 : 3;
    }

    private boolean hasBody() {
        return data != null || find("Content-Type") != null;
    }

    /** The end line with the given flag, and the line break that belongs before it when there is a body. */
    public String encodeEnd(char continuation) {
        return (hasBody() ? "\r\n" : "") + END + transactionId + continuation + "\r\n";
    }

    /** The whole chunk. */
    public byte[] encode() {
        if (data == null) {
            return (encodeStart() + encodeEnd(flag)).getBytes(StandardCharsets.UTF_8);
        }
        byte[] start = encodeStart().getBytes(StandardCharsets.UTF_8);
        byte[] end = encodeEnd(flag).getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(start, start.length + data.length + end.length);
        System.arraycopy(data, 0, whole, start.length, data.length);
        System.arraycopy(end, 0, whole, start.length + data.length, end.length);
        return whole;
    }

    /** The first line only: headers and data may be private. */
    @Override
    public String toString() {
        return "MSRP " + transactionId + " " + (method == null ? code + " " + comment : method);
    }

    /** Collects the parts of a chunk. Not thread-safe. */
    public static final class Builder {
        private static final int ROOM = 16;

        private final String transactionId;
        private final @Nullable String method;
        private final int code;
        private final String comment;
        private String[] headers = new String[ROOM];
        private int count;
        private byte @Nullable [] data;
        private char flag = '$';

        private Builder(String transactionId, @Nullable String method, int code, String comment) {
            this.transactionId = requireLine(transactionId);
            this.method = method == null ? null : requireLine(method);
            this.code = code;
            this.comment = requireLine(comment);
        }

        /** Adds a header behind those already there. */
        public Builder header(MsrpHeader header) {
            return header(header.name(), header.encoded());
        }

        /** Adds a header as text, which must not hold control characters. */
        public Builder header(String name, String value) {
            return checkedHeader(requireLine(name), requireLine(value));
        }

        /** The same for texts of our own making. */
        Builder checkedHeader(String name, String value) {
            if (count == headers.length) {
                headers = Arrays.copyOf(headers, 2 * count);
            }
            headers[count++] = name;
            headers[count++] = value;
            return this;
        }

        /** Sets the data; a chunk with data needs a Content-Type. */
        public Builder data(byte[] bytes) {
            data = bytes;
            return this;
        }

        public Builder flag(char continuation) {
            if (continuation != '$' && continuation != '+' && continuation != '#') {
                throw new IllegalArgumentException("no continuation flag: " + continuation);
            }
            flag = continuation;
            return this;
        }

        public MsrpChunk build() {
            return new MsrpChunk(this);
        }
    }

    /** The text, which must not hold control characters, as those would end the line. */
    static String requireLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw new IllegalArgumentException("control character in an MSRP line");
            }
        }
        return text;
    }
}
