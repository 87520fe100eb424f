/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.sipsimple.api.lookup.Route;

/** The ways to somebody that have not been tried yet (RFC 3263 section 4.3). For one thread only. */
final class Ways {
    private final Deque<Route> untried;

    Ways(List<Route> routes) {
        untried = new ArrayDeque<>(routes);
    }

    /** The best one left. */
    Optional<Route> next() {
        return Optional.ofNullable(untried.pollFirst());
    }

    /** The best one left, when the answer to a request that went the last way says to try elsewhere. */
    Optional<Route> after(int code) {
        return saysTryElsewhere(code) ? next() : Optional.empty();
    }

    /** Nobody was there, or one who cannot serve now; every other answer is the peer's own. */
    static boolean saysTryElsewhere(int code) {
        return code == 503 || code == 408;
    }
}
