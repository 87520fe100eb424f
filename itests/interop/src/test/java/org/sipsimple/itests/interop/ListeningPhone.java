/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.net.InetAddress;
import java.util.Map;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.sdk.SipSimple;

/** Starts an engine without a bind address and says where it listens, and how it would be reached from ::1. */
final class ListeningPhone {
    private ListeningPhone() {}

    public static void main(String[] args) throws Exception {
        try (SipSimple sip = SipSimple.builder().build()) {
            sip.engine()
                    .start(EngineOptions.defaults().withPorts(Map.of(Transport.UDP, 5060, Transport.TCP, 5060)))
                    .toCompletableFuture()
                    .join();
            for (Transport transport : new Transport[] {Transport.UDP, Transport.TCP}) {
                System.out.println(transport + " " + sip.engine().listeningAddresses(transport));
            }
            Route route = new Route(InetAddress.getByName("::1"), 5060, Transport.UDP);
            try {
                System.out.println("REACHED " + sip.engine().contactAddress(route));
            } catch (IllegalStateException refused) {
                System.out.println("REFUSED " + refused.getMessage());
            }
        }
        System.out.println("DONE .");
    }
}
