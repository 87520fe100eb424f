/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;

/**
 * What a {@link Referral} asks of whom.
 *
 * @param requestUri the Request-URI of the REFER
 * @param from who asks
 * @param to who is asked
 * @param referTo whom that one should contact, and how
 * @param contact where the notifications go
 * @param route the first hop; within a call the way that its messages take
 * @param credentials for 401 and 407, null for none, or those of the call
 */
public record ReferralOptions(
        SipUri requestUri,
        FromHeader from,
        ToHeader to,
        ReferToHeader referTo,
        ContactHeader contact,
        Route route,
        @Nullable Credentials credentials) {

    /** One to the URI of {@code to}, without credentials. */
    public static ReferralOptions of(
            FromHeader from, ToHeader to, ReferToHeader referTo, ContactHeader contact, Route route) {
        return new ReferralOptions(to.uri(), from, to, referTo, contact, route, null);
    }

    public ReferralOptions withRequestUri(SipUri value) {
        return new ReferralOptions(value, from, to, referTo, contact, route, credentials);
    }

    public ReferralOptions withCredentials(@Nullable Credentials value) {
        return new ReferralOptions(requestUri, from, to, referTo, contact, route, value);
    }
}
