/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing.internal;

import java.util.List;
import java.util.Locale;

import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.stream.desktopsharing.DesktopSharingHandler.Type;

/** What media lines say about desktop sharing. */
final class RfbSetup {
    private static final String ATTRIBUTE = "rfbsetup";

    private RfbSetup() {}

    static boolean takesRfb(SdpMedia line) {
        List<String> types = List.of(line.attributes()
                .getFirst("accept-types", "")
                .toLowerCase(Locale.ROOT)
                .split(" +"));
        return types.contains(DesktopSharingStreamFactory.RFB)
                || types.contains("*")
                || types.contains("application/*");
    }

    /** What the line's writer is; who says nothing is a viewer. */
    static Type of(SdpMedia line) {
        return line.attributes().getFirst(ATTRIBUTE, "active").strip().equalsIgnoreCase("passive")
                ? Type.PASSIVE
                : Type.ACTIVE;
    }

    static Type opposite(Type type) {
        return type == Type.ACTIVE ? Type.PASSIVE : Type.ACTIVE;
    }

    static SdpMedia write(SdpMedia line, Type type) {
        return line.withAttribute(ATTRIBUTE, type.name().toLowerCase(Locale.ROOT));
    }
}
