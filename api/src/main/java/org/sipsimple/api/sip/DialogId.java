/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/**
 * What names a dialog, seen from our side (RFC 3261 section 12).
 *
 * @param callId the Call-ID
 * @param localTag our tag
 * @param remoteTag the peer's tag
 */
public record DialogId(String callId, String localTag, String remoteTag) {

    /** What tells the peer of this dialog to replace it, for an attended transfer (RFC 3891). */
    public ReplacesHeader replaces() {
        return new ReplacesHeader(callId, remoteTag, localTag, false);
    }
}
