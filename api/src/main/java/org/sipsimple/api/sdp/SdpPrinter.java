/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.SipSyntaxException;

/** Writes descriptions, each line in the place RFC 8866 section 5 gives it. */
final class SdpPrinter {

    /** Groups of the other lines of a session, in the order in which they are written; what is in none comes last. */
    private static final List<String> SESSION_GROUPS = List.of("uep", "trz", "k");

    private static final List<String> MEDIA_GROUPS = List.of("c", "k");

    private SdpPrinter() {}

    /**
     * The other lines of a session in the order in which they are written, so that what has been read equals what was written.
     *
     * @throws SipSyntaxException when one would be read as something else
     */
    static List<SdpLine> orderedOfSession(List<SdpLine> lines) {
        return ordered(lines, SESSION_GROUPS, "vosm");
    }

    /** The same of a medium. */
    static List<SdpLine> orderedOfMedium(List<SdpLine> lines) {
        return ordered(lines, MEDIA_GROUPS, "vm");
    }

    private static List<SdpLine> ordered(List<SdpLine> lines, List<String> groups, String refused) {
        if (lines.isEmpty()) {
            return List.of();
        }
        for (SdpLine line : lines) {
            if (refused.indexOf(line.type()) >= 0) {
                throw new SipSyntaxException("no line to be kept as it is", line.toString(), 0);
            }
        }
        return lines.stream()
                .sorted(Comparator.comparingInt(line -> rank(line, groups)))
                .toList();
    }

    private static int rank(SdpLine line, List<String> groups) {
        int rank = 0;
        while (rank < groups.size() && groups.get(rank).indexOf(line.type()) < 0) {
            rank++;
        }
        return rank;
    }

    static void append(StringBuilder out, SdpSession session) {
        line(out, 'v', "0");
        out.append("o=").append(session.user()).append(' ');
        out.append(Long.toUnsignedString(session.id())).append(' ');
        out.append(Long.toUnsignedString(session.version())).append(' ');
        out.append(session.netType()).append(' ').append(session.addressType()).append(' ');
        out.append(session.address()).append("\r\n");
        line(out, 's', session.name());
        optional(out, 'i', session.info());
        others(out, session.otherLines(), "uep");
        optional(out, 'c', session.connection());
        session.bandwidth().forEach(bandwidth -> line(out, 'b', bandwidth));
        out.append("t=").append(Long.toUnsignedString(session.startTime())).append(' ');
        out.append(Long.toUnsignedString(session.stopTime())).append("\r\n");
        others(out, session.otherLines(), "trz");
        others(out, session.otherLines(), "k");
        unknown(out, session.otherLines(), "ueptrzk");
        session.attributes().forEach(attribute -> line(out, 'a', attribute));
        session.media().forEach(medium -> append(out, medium));
    }

    static void append(StringBuilder out, SdpMedia medium) {
        out.append("m=").append(medium.media()).append(' ').append(medium.port());
        if (medium.portCount() != 1) {
            out.append('/').append(medium.portCount());
        }
        out.append(' ').append(medium.transport());
        medium.formats().forEach(format -> out.append(' ').append(format));
        out.append("\r\n");
        optional(out, 'i', medium.info());
        optional(out, 'c', medium.connection());
        others(out, medium.otherLines(), "c");
        medium.bandwidth().forEach(bandwidth -> line(out, 'b', bandwidth));
        others(out, medium.otherLines(), "k");
        unknown(out, medium.otherLines(), "ck");
        medium.attributes().forEach(attribute -> line(out, 'a', attribute));
    }

    private static void optional(StringBuilder out, char type, @Nullable Object value) {
        if (value != null) {
            line(out, type, value);
        }
    }

    private static void line(StringBuilder out, char type, Object value) {
        out.append(type).append('=').append(value).append("\r\n");
    }

    private static void others(StringBuilder out, List<SdpLine> lines, String types) {
        for (SdpLine line : lines) {
            if (types.indexOf(line.type()) >= 0) {
                line(out, line.type(), line.value());
            }
        }
    }

    private static void unknown(StringBuilder out, List<SdpLine> lines, String known) {
        for (SdpLine line : lines) {
            if (known.indexOf(line.type()) < 0) {
                line(out, line.type(), line.value());
            }
        }
    }
}
