/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.SipSyntaxException;

/** Reads descriptions line by line (RFC 8866 section 9). */
final class SdpParser {

    private final String text;
    private int lineNumber;

    private @Nullable Origin origin;
    private @Nullable String name;
    private @Nullable Times times;
    private final Section session = new Section();
    private final List<SdpMedia> media = new ArrayList<>();
    private @Nullable MediaLine mediaLine;
    private Section section = session;

    private SdpParser(String text) {
        this.text = text;
    }

    static SdpSession parse(String text) {
        return new SdpParser(text).read();
    }

    private SdpSession read() {
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            int stop = end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
            lineNumber++;
            if (stop > at) {
                line(text.substring(at, stop));
            }
            at = end + 1;
        }
        finishMedia();
        if (origin == null) {
            throw new SipSyntaxException(lineNumber == 0 ? "description is empty" : "o= line is missing", "", 0);
        }
        Times time = times == null ? new Times(0, 0) : times;
        return new SdpSession(
                origin.user,
                origin.id,
                origin.version,
                origin.netType,
                origin.addressType,
                origin.address,
                name == null ? "" : name,
                session.info,
                session.connection,
                time.start,
                time.stop,
                session.bandwidth,
                SdpAttributes.of(session.attributes),
                media,
                session.otherLines);
    }

    private void line(String line) {
        try {
            if (line.length() < 2 || line.charAt(1) != '=') {
                throw new SipSyntaxException("not of the form letter=value", line, 0);
            }
            line(line.charAt(0), line.substring(2));
        } catch (SipSyntaxException e) {
            // the reason stays, but the line shows where it is, unless it may hold a key
            boolean secret = line.startsWith("a=crypto") || line.startsWith("k=");
            throw new SipSyntaxException(
                    e.what() + " in line " + lineNumber,
                    secret ? line.substring(0, 2) : line,
                    secret ? 0 : e.position());
        }
    }

    private void line(char type, String value) {
        if (lineNumber == 1 || type == 'v') {
            version(type, value);
        } else if (type == 'm') {
            finishMedia();
            mediaLine = MediaLine.parse(value);
            section = new Section();
        } else if (section != session || !sessionLine(type, value)) {
            section.line(type, value, section == session);
        }
    }

    private void version(char type, String value) {
        if (lineNumber != 1 || type != 'v' || !value.strip().equals("0")) {
            throw new SipSyntaxException("v=0 is not the first line and nowhere else", value, 0);
        }
    }

    private boolean sessionLine(char type, String value) {
        switch (type) {
            case 'o':
                refuseSecond(origin, type, value);
                origin = Origin.parse(value);
                return true;
            case 's':
                refuseSecond(name, type, value);
                name = value;
                return true;
            case 't':
                if (times != null) {
                    return false;
                }
                times = Times.parse(value);
                return true;
            default:
                return false;
        }
    }

    private static void refuseSecond(@Nullable Object first, char type, String value) {
        if (first != null) {
            throw new SipSyntaxException("second " + type + "= line", value, 0);
        }
    }

    private void finishMedia() {
        if (mediaLine != null) {
            media.add(new SdpMedia(
                    mediaLine.media,
                    mediaLine.port,
                    mediaLine.portCount,
                    mediaLine.transport,
                    mediaLine.formats,
                    section.info,
                    section.connection,
                    section.bandwidth,
                    SdpAttributes.of(section.attributes),
                    section.otherLines));
        }
    }

    /** The lines that a session and its media have in common. */
    private static final class Section {
        private @Nullable String info;
        private @Nullable SdpConnection connection;
        private final List<SdpBandwidth> bandwidth = new ArrayList<>(1);
        private final List<SdpAttribute> attributes = new ArrayList<>();
        private final List<SdpLine> otherLines = new ArrayList<>(0);

        void line(char type, String value, boolean ofSession) {
            switch (type) {
                case 'a' -> attribute(value);
                case 'b' -> bandwidth(value);
                case 'c' -> {
                    if (connection == null) {
                        connection = connection(value);
                    } else if (ofSession) {
                        throw new SipSyntaxException("second c= line of the session", value, 0);
                    } else {
                        otherLines.add(new SdpLine(type, value));
                    }
                }
                case 'i' -> {
                    refuseSecond(info, type, value);
                    info = SdpText.requireLine("information", value);
                }
                default -> otherLines.add(new SdpLine(type, value));
            }
        }

        private void attribute(String value) {
            int colon = value.indexOf(':');
            String attribute = colon < 0 ? value.stripTrailing() : value.substring(0, colon);
            if (SdpText.isName(attribute)) {
                attributes.add(new SdpAttribute(attribute, colon < 0 ? null : value.substring(colon + 1)));
            } else {
                otherLines.add(new SdpLine('a', value));
            }
        }

        private void bandwidth(String value) {
            int colon = value.indexOf(':');
            String type = colon < 0 ? "" : value.substring(0, colon);
            long amount = SdpText.number(value.substring(colon + 1).strip(), Long.MAX_VALUE);
            if (amount < 0 || !SdpText.isName(type)) {
                otherLines.add(new SdpLine('b', value));
            } else {
                bandwidth.add(new SdpBandwidth(type, amount));
            }
        }

        private static SdpConnection connection(String value) {
            List<String> words = SdpText.words(value);
            if (words.size() != 3) {
                throw new SipSyntaxException("c= has not three parts", value, 0);
            }
            return new SdpConnection(words.get(2), words.get(0), words.get(1));
        }
    }

    private record Origin(String user, long id, long version, String netType, String addressType, String address) {

        static Origin parse(String value) {
            List<String> words = SdpText.words(value);
            if (words.size() != 6) {
                throw new SipSyntaxException("o= has not six parts", value, 0);
            }
            return new Origin(
                    words.get(0),
                    SdpText.unsigned("session identifier", words.get(1)),
                    SdpText.unsigned("session version", words.get(2)),
                    words.get(3),
                    words.get(4),
                    words.get(5));
        }
    }

    private record Times(long start, long stop) {

        static Times parse(String value) {
            List<String> words = SdpText.words(value);
            if (words.size() != 2) {
                throw new SipSyntaxException("t= has not two parts", value, 0);
            }
            return new Times(SdpText.unsigned("start time", words.get(0)), SdpText.unsigned("stop time", words.get(1)));
        }
    }

    private record MediaLine(String media, int port, int portCount, String transport, List<String> formats) {

        static MediaLine parse(String value) {
            List<String> words = SdpText.words(value);
            if (words.size() < 3) {
                throw new SipSyntaxException("m= has not three parts", value, 0);
            }
            String ports = words.get(1);
            int slash = ports.indexOf('/');
            long port = SdpText.number(slash < 0 ? ports : ports.substring(0, slash), 0xFFFF);
            long count = slash < 0 ? 1 : SdpText.number(ports.substring(slash + 1), 0xFFFF);
            if (port < 0 || count < 1) {
                throw new SipSyntaxException("media port is malformed", ports, 0);
            }
            SdpText.requireWord("media type", words.get(0));
            return new MediaLine(words.get(0), (int) port, (int) count, words.get(2), words.subList(3, words.size()));
        }
    }
}
