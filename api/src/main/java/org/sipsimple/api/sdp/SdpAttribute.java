/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import org.jspecify.annotations.Nullable;

/**
 * An {@code a=} line (RFC 8866 section 5.13).
 *
 * @param name the part before the colon; compared with case
 * @param value the part behind the colon, {@code null} when there is none, as in {@code a=recvonly}
 */
public record SdpAttribute(String name, @Nullable String value) {

    /** @throws org.sipsimple.api.sip.SipSyntaxException when the name is no word or the value not on one line */
    public SdpAttribute {
        SdpText.requireName("attribute name", name);
        if (value != null) {
            SdpText.requireLine("attribute value", value);
        }
    }

    /** An attribute without a value. */
    public static SdpAttribute flag(String name) {
        return new SdpAttribute(name, null);
    }

    /** The attribute of that direction. */
    public static SdpAttribute of(MediaDirection direction) {
        return flag(direction.attribute());
    }

    /** The line without {@code a=}. */
    @Override
    public String toString() {
        return value == null ? name : name + ':' + value;
    }
}
