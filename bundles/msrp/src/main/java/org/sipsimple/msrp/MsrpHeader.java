/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One header of a chunk as a typed value; a record's component is the decoded value. Immutable. Chunks keep headers as
 * text and make these on demand with {@link MsrpChunk#header(Class)}.
 */
public sealed interface MsrpHeader {

    /** The name on the wire, for example {@code To-Path}. */
    String name();

    /** The value on the wire. */
    String encoded();

    /** The path to the receiver: relays first. */
    record ToPath(List<MsrpUri> path) implements MsrpHeader {
        public ToPath {
            path = List.copyOf(path);
        }

        @Override
        public String name() {
            return "To-Path";
        }

        @Override
        public String encoded() {
            return MsrpUri.pathText(path);
        }
    }

    /** The path back to the sender. */
    record FromPath(List<MsrpUri> path) implements MsrpHeader {
        public FromPath {
            path = List.copyOf(path);
        }

        @Override
        public String name() {
            return "From-Path";
        }

        @Override
        public String encoded() {
            return MsrpUri.pathText(path);
        }
    }

    /** The path a relay gives out (RFC 4976). */
    record UsePath(List<MsrpUri> path) implements MsrpHeader {
        public UsePath {
            path = List.copyOf(path);
        }

        @Override
        public String name() {
            return "Use-Path";
        }

        @Override
        public String encoded() {
            return MsrpUri.pathText(path);
        }
    }

    /** Names the message all of whose chunks carry it. */
    record MessageId(String id) implements MsrpHeader {
        @Override
        public String name() {
            return "Message-ID";
        }

        @Override
        public String encoded() {
            return id;
        }
    }

    /** Whether the sender wants to be told of complete delivery. */
    record SuccessReport(boolean wanted) implements MsrpHeader {
        @Override
        public String name() {
            return "Success-Report";
        }

        @Override
        public String encoded() {
            return wanted ? "yes" : "no";
        }
    }

    /** Whether the sender wants to be told of failure. */
    record FailureReports(FailureReport wanted) implements MsrpHeader {
        @Override
        public String name() {
            return "Failure-Report";
        }

        @Override
        public String encoded() {
            return wanted.text();
        }
    }

    /** Which bytes of the message the chunk carries. */
    record Range(ByteRange range) implements MsrpHeader {
        @Override
        public String name() {
            return "Byte-Range";
        }

        @Override
        public String encoded() {
            return range.toString();
        }

        public long start() {
            return range.start();
        }

        public long end() {
            return range.end();
        }

        public long length() {
            return range.total();
        }
    }

    /** What a report says; code is the status, comment may be empty. */
    record Status(int code, String comment) implements MsrpHeader {
        @Override
        public String name() {
            return "Status";
        }

        @Override
        public String encoded() {
            return "000 " + MsrpChunk.digits(code) + (comment.isEmpty() ? "" : " " + comment);
        }
    }

    /** How long a relay's path shall live or lives. */
    record Expires(int seconds) implements MsrpHeader {
        @Override
        public String name() {
            return "Expires";
        }

        @Override
        public String encoded() {
            return Integer.toString(seconds);
        }
    }

    /** The shortest life a relay grants. */
    record MinExpires(int seconds) implements MsrpHeader {
        @Override
        public String name() {
            return "Min-Expires";
        }

        @Override
        public String encoded() {
            return Integer.toString(seconds);
        }
    }

    /** The longest life a relay grants. */
    record MaxExpires(int seconds) implements MsrpHeader {
        @Override
        public String name() {
            return "Max-Expires";
        }

        @Override
        public String encoded() {
            return Integer.toString(seconds);
        }
    }

    /** A relay's challenge; the parameters of {@code Digest}, without quotes. */
    record WwwAuthenticate(Map<String, String> parameters) implements MsrpHeader {
        public WwwAuthenticate {
            parameters = HeaderParameters.ordered(parameters);
        }

        @Override
        public String name() {
            return "WWW-Authenticate";
        }

        @Override
        public String encoded() {
            return "Digest " + HeaderParameters.encode(parameters);
        }
    }

    /** The answer to a challenge. Its parameters hold no password, but don't show them around either. */
    record Authorization(Map<String, String> parameters) implements MsrpHeader {
        public Authorization {
            parameters = HeaderParameters.ordered(parameters);
        }

        @Override
        public String name() {
            return "Authorization";
        }

        @Override
        public String encoded() {
            return "Digest " + HeaderParameters.encode(parameters);
        }
    }

    /** The relay's proof that it knows the password too. */
    record AuthenticationInfo(Map<String, String> parameters) implements MsrpHeader {
        public AuthenticationInfo {
            parameters = HeaderParameters.ordered(parameters);
        }

        @Override
        public String name() {
            return "Authentication-Info";
        }

        @Override
        public String encoded() {
            return HeaderParameters.encode(parameters);
        }
    }

    /**
     * The nickname a participant of a chat room wants (RFC 7701); empty to have none any more.
     *
     * @param nickname without the quotes
     */
    record UseNickname(String nickname) implements MsrpHeader {
        @Override
        public String name() {
            return "Use-Nickname";
        }

        @Override
        public String encoded() {
            return HeaderParameters.quote(nickname);
        }
    }

    /** The MIME type of the message, parameters included. */
    record ContentType(String type) implements MsrpHeader {
        @Override
        public String name() {
            return "Content-Type";
        }

        @Override
        public String encoded() {
            return type;
        }
    }

    record ContentId(String id) implements MsrpHeader {
        @Override
        public String name() {
            return "Content-ID";
        }

        @Override
        public String encoded() {
            return id;
        }
    }

    record ContentDescription(String text) implements MsrpHeader {
        @Override
        public String name() {
            return "Content-Description";
        }

        @Override
        public String encoded() {
            return text;
        }
    }

    /** How content shall be shown, for example {@code attachment} with a {@code filename}. */
    record ContentDisposition(String disposition, Map<String, String> parameters) implements MsrpHeader {
        public ContentDisposition {
            parameters = HeaderParameters.ordered(parameters);
        }

        @Override
        public String name() {
            return "Content-Disposition";
        }

        @Override
        public String encoded() {
            StringBuilder text = new StringBuilder(disposition);
            parameters.forEach(
                    (name, value) -> text.append("; ").append(name).append('=').append(HeaderParameters.quote(value)));
            return text.toString();
        }
    }

    /** Any other header, as it stands. */
    record Other(String name, String encoded) implements MsrpHeader {}

    /**
     * Reads a header.
     *
     * @throws MsrpSyntaxException when the value does not fit the name
     */
    static MsrpHeader parse(String name, String value) throws MsrpSyntaxException {
        return HeaderParser.parse(name, value);
    }

    /** This header if it is of that kind. */
    default <T extends MsrpHeader> Optional<T> as(Class<T> kind) {
        return kind.isInstance(this) ? Optional.of(kind.cast(this)) : Optional.empty();
    }
}
