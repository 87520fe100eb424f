/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.session;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.ReplacesHeader;
import org.sipsimple.api.sip.SipUri;

/**
 * What a call transfer is about. Spec: Middleware API, {@code Session.transfer_info}; RFC 5589.
 *
 * @param destination who is to be called
 * @param referredBy who wishes it (RFC 3892), null when that is not said
 * @param replaces the dialog of the destination whose place the new call takes, null for a blind transfer
 */
public record TransferInfo(SipUri destination, @Nullable NameAddress referredBy, @Nullable ReplacesHeader replaces) {

    /** Whether the transferor has talked to the destination before. */
    public boolean attended() {
        return replaces != null;
    }
}
