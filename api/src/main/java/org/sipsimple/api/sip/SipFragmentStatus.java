/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The status line at the head of a {@code message/sipfrag} body (RFC 3420), or code 0. */
record SipFragmentStatus(int code, String reason) {
    private static final SipFragmentStatus NONE = new SipFragmentStatus(0, "");
    private static final Pattern STATUS_LINE = Pattern.compile("\\s*SIP/2\\.0 +([1-6]\\d\\d)(?: +([^\\r\\n]*))?");

    static SipFragmentStatus of(@Nullable SipBody body) {
        if (body == null) {
            return NONE;
        }
        Matcher matcher = STATUS_LINE.matcher(body.text());
        if (!matcher.lookingAt()) {
            return NONE;
        }
        String reason = matcher.group(2);
        return new SipFragmentStatus(Integer.parseInt(matcher.group(1)), reason == null ? "" : reason.strip());
    }
}
