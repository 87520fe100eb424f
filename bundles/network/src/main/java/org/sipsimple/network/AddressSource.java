/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.network;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Where a watcher reads the addresses of this host. Thread-safe. */
@FunctionalInterface
public interface AddressSource {

    /** What there is at this moment. */
    Set<InetAddress> addresses();

    /** The addresses of all interfaces that are up, loopback left out. */
    static AddressSource ofInterfaces() {
        return () -> {
            try {
                return NetworkInterface.networkInterfaces()
                        .filter(AddressSource::isUp)
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(Predicate.not(InetAddress::isLoopbackAddress))
                        .collect(Collectors.toUnmodifiableSet());
            } catch (SocketException none) {
                return Set.of(); // so the JDK says that there is no interface at all
            }
        };
    }

    private static boolean isUp(NetworkInterface candidate) {
        try {
            return candidate.isUp();
        } catch (SocketException gone) {
            return false; // unplugged between being listed and being asked
        }
    }
}
