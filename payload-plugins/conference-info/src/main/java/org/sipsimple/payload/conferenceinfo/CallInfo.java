/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * How a call can be found again.
 *
 * @param sip the dialog, for calls by SIP; null when not given
 * @param extensions what other schemas add
 */
public record CallInfo(@Nullable Sip sip, Extensions extensions) {

    /**
     * A dialog.
     *
     * @param displayText null when not given
     * @param callId the Call-ID
     * @param fromTag the tag of the From header
     * @param toTag the tag of the To header
     * @param extensions what other schemas add
     */
    public record Sip(
            @Nullable String displayText, String callId, String fromTag, String toTag, Extensions extensions) {
        public Sip {
            Check.text(callId, "call-id");
            Check.text(fromTag, "from-tag");
            Check.text(toTag, "to-tag");
        }
    }

    public CallInfo withSip(@Nullable Sip changed) {
        return new CallInfo(changed, extensions);
    }

    public CallInfo withExtensions(Extensions changed) {
        return new CallInfo(sip, changed);
    }
}
