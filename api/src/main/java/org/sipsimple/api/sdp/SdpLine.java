/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import org.sipsimple.api.sip.SipSyntaxException;

/**
 * A line that has no component of its own here, kept so that nothing a peer wrote is lost: {@code u= e= p= r= z= k=},
 * further {@code t=} and {@code c=} lines, and types nobody knows.
 *
 * @param type the letter before the equals sign
 * @param value what follows it
 */
public record SdpLine(char type, String value) {

    /** @throws SipSyntaxException when the type is no letter or the value not on one line */
    public SdpLine {
        if (!(type >= 'a' && type <= 'z' || type >= 'A' && type <= 'Z')) {
            throw new SipSyntaxException("line type is no letter", String.valueOf(type), 0);
        }
        SdpText.requireLine("line", value);
    }

    /** The whole line. */
    @Override
    public String toString() {
        return type + "=" + value;
    }
}
