/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;

/**
 * What a {@link Request} sends. Immutable; begin with {@link #of}.
 *
 * @param method any but INVITE, ACK, CANCEL
 * @param from who sends; a tag in it is kept
 * @param to whom it is for; a tag in it is kept
 * @param requestUri the Request-URI
 * @param route the next hop
 * @param credentials for 401 and 407, null for none
 * @param contact the Contact, null for none
 * @param callId the Call-ID, null for a new one
 * @param cseq the first sequence number, null for a new one
 * @param extraHeaders none of those that have a parameter of their own here
 * @param body null for none
 */
public record RequestOptions(
        String method,
        FromHeader from,
        ToHeader to,
        SipUri requestUri,
        Route route,
        @Nullable Credentials credentials,
        @Nullable ContactHeader contact,
        @Nullable String callId,
        @Nullable Integer cseq,
        List<SipHeader> extraHeaders,
        @Nullable SipBody body) {

    /** @throws IllegalArgumentException when {@code cseq} is not from 0 to 2^31-10 */
    public RequestOptions {
        extraHeaders = List.copyOf(extraHeaders);
        if (cseq != null && (cseq < 0 || cseq > Integer.MAX_VALUE - 9)) {
            throw new IllegalArgumentException("CSeq " + cseq + " is out of range");
        }
    }

    /** A request to the URI of {@code to} with nothing that could be left out. */
    public static RequestOptions of(String method, FromHeader from, ToHeader to, Route route) {
        return new RequestOptions(method, from, to, to.uri(), route, null, null, null, null, List.of(), null);
    }

    public RequestOptions withRequestUri(SipUri value) {
        return new RequestOptions(
                method, from, to, value, route, credentials, contact, callId, cseq, extraHeaders, body);
    }

    public RequestOptions withCredentials(@Nullable Credentials value) {
        return new RequestOptions(
                method, from, to, requestUri, route, value, contact, callId, cseq, extraHeaders, body);
    }

    public RequestOptions withContact(@Nullable ContactHeader value) {
        return new RequestOptions(
                method, from, to, requestUri, route, credentials, value, callId, cseq, extraHeaders, body);
    }

    /** The same within a sequence of requests that have one Call-ID. */
    public RequestOptions withSequence(String newCallId, int newCseq) {
        return new RequestOptions(
                method, from, to, requestUri, route, credentials, contact, newCallId, newCseq, extraHeaders, body);
    }

    public RequestOptions withExtraHeaders(List<SipHeader> value) {
        return new RequestOptions(method, from, to, requestUri, route, credentials, contact, callId, cseq, value, body);
    }

    public RequestOptions withBody(@Nullable SipBody value) {
        return new RequestOptions(
                method, from, to, requestUri, route, credentials, contact, callId, cseq, extraHeaders, value);
    }
}
