/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sessions;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.InvitationNotification;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.network.AddressSource;
import org.sipsimple.network.PollingAddressWatcher;
import org.sipsimple.session.SessionTimers;

/**
 * A phone in a process of its own. {@code listen TRANSPORT} prints its port and then what it sees of a caller;
 * {@code call TRANSPORT ADDRESS PORT} calls, prints {@code started} and stays until it is told a line.
 */
final class Wanderer {
    private Wanderer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (LocalPhone phone = new LocalPhone("0.0.0.0", SessionTimers.DEFAULT)) {
            Transport transport = Transport.valueOf(arguments[1]);
            if (arguments[0].equals("listen")) {
                listen(phone, transport);
            } else {
                call(phone, new Route(InetAddress.getByName(arguments[2]), Integer.parseInt(arguments[3]), transport));
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void listen(LocalPhone phone, Transport transport) throws InterruptedException, IOException {
        phone.notifications.observe(InvitationNotification.GotSdpUpdate.class, update -> {
            if (update.remoteSdp() != null) {
                say("media " + update.remoteSdp().connection(0).address() + " contact "
                        + update.sender().remoteContact().orElseThrow().uri().host());
            }
        });
        say("port " + phone.port(transport));
        TestCall call = phone.awaitCall();
        call.accept();
        call.await(SessionNotification.DidStart.class);
        RtpInformation rtp =
                call.session.streams().get(0).facet(RtpInformation.class).orElseThrow();
        while (System.in.read() == '\n') {
            say("received " + rtp.statistics().receivedPackets() + " from "
                    + rtp.remoteRtpAddressReceived()
                            .map(address -> address.getAddress().getHostAddress())
                            .orElse("nobody"));
        }
    }

    private static void call(LocalPhone phone, Route route) throws IOException, InterruptedException {
        try (PollingAddressWatcher watcher = new PollingAddressWatcher(
                AddressSource.ofInterfaces(),
                PollingAddressWatcher.DEFAULT_PERIOD,
                phone.notifications,
                phone.threads)) {
            TestCall call = phone.call(List.of(route), phone.audio());
            call.await(SessionNotification.DidStart.class);
            say("started at " + watcher.addresses().size() + " addresses");
            System.in.read();
            say(call.session.state().name());
            call.end();
        }
    }
}
