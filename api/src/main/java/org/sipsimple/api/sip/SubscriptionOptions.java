/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;

/**
 * What a {@link Subscription} subscribes to.
 *
 * @param from who subscribes
 * @param to whose state; its URI is the first Request-URI
 * @param contact where the notifications go
 * @param event the event package, perhaps with an id
 * @param route the first hop
 * @param credentials for 401 and 407, null for none
 * @param refresh the expiry asked for; zero fetches the state once
 */
public record SubscriptionOptions(
        FromHeader from,
        ToHeader to,
        ContactHeader contact,
        EventHeader event,
        Route route,
        @Nullable Credentials credentials,
        Duration refresh) {}
