/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.function.Predicate;

/** Whether the machine has a route to an address: connecting a datagram socket finds out and sends nothing. */
final class RouteCheck implements Predicate<InetAddress> {
    private static final int ANY_PORT = 5060;

    @Override
    public boolean test(InetAddress address) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(address, ANY_PORT));
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
