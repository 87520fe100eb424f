/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.stream;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A power of streams whose media line names an address of this host, a facet of {@link MediaStream}. A host may be reached by
 * IPv4 and IPv6, and which of them leads to the peer is only known when it has answered: when the first route, over IPv6, leads
 * nowhere and the next one is over IPv4, what the stream has prepared for the first is of no use for the second. A stream without
 * this power keeps what it has.
 */
@ConsumerType
public interface Relocatable {

    /**
     * Gives up what {@link MediaStream#initialize} has prepared, prepares the same for the address that
     * {@link org.sipsimple.api.session.Session#localAddress} gives now, and posts DidInitialize or DidFail once more. Called after
     * DidInitialize and before {@link MediaStream#start}, any number of times, on the session's executor.
     */
    void relocate();
}
