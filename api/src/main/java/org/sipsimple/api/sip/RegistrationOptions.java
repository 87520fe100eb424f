/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Registration} registers.
 *
 * @param from the address of record
 * @param credentials for 401 and 407, null for none
 * @param duration the expiry asked for
 * @param extraHeaders sent with every REGISTER
 */
public record RegistrationOptions(
        FromHeader from, @Nullable Credentials credentials, Duration duration, List<SipHeader> extraHeaders) {
    public RegistrationOptions {
        extraHeaders = List.copyOf(extraHeaders);
    }
}
