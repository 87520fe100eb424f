/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Writes descriptions, each line in the place RFC 8866 section 5 gives it. */
final class SdpPrinter {

    private SdpPrinter() {}

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
