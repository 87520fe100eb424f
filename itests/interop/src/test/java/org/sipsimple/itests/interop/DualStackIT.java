/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountRegistration;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.MessageNotification;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.testing.peers.Baresip;
import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.testing.peers.PeerProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** One engine without a bind address, with accounts at a Kamailio that is on 127.0.0.1 and on ::1. */
class DualStackIT {
    @RegisterExtension
    static final KamailioExtension KAMAILIO = new KamailioExtension().withIpv6();

    private static final long SECONDS = 30;

    @TempDir
    static Path speeches;

    private static Path speech;

    private Phone phone;
    private Account four;
    private Account six;

    @BeforeAll
    static void speak() {
        speech = speeches.resolve("tone.wav");
        PeerProcess.run(
                "sox",
                speeches,
                List.of(
                        "sox",
                        "-n",
                        "-r",
                        "16000",
                        "-c",
                        "1",
                        "-b",
                        "16",
                        speech.toString(),
                        "synth",
                        "60",
                        "sine",
                        "440"));
    }

    @BeforeEach
    void start() {
        phone = Phone.onBothFamilies(KAMAILIO);
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    private void register(String transport) throws InterruptedException {
        four = phone.register("alice", SipUri.parse(KAMAILIO.proxyUri(transport)), Map.of());
        six = phone.register("carol", SipUri.parse(KAMAILIO.proxyUriOnIpv6(transport)), Map.of());
    }

    private static String contactHost(Account account) {
        return account.facet(AccountRegistration.class)
                .flatMap(AccountRegistration::contact)
                .orElseThrow()
                .uri()
                .host();
    }

    private static String uri(String user) {
        return "sip:" + user + "@" + KamailioExtension.DOMAIN;
    }

    private static boolean isIpv6(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address;
    }

    /** Kamailio joins the families for SIP, not for media: those of the callee have to meet the caller's. */
    private void callsCross(Account caller, String callee, boolean mediaOverIpv6) throws InterruptedException {
        Call out = phone.dial(caller, uri(callee));
        Call in = phone.awaitCall();
        in.accept();
        out.await(SessionNotification.DidStart.class);
        in.await(SessionNotification.DidStart.class);
        assertThat(isIpv6(out.rtp().remoteRtpAddressInSdp().orElseThrow())).isEqualTo(mediaOverIpv6);
        assertThat(isIpv6(in.rtp().remoteRtpAddressInSdp().orElseThrow())).isEqualTo(mediaOverIpv6);
        in.end();
        out.await(SessionNotification.DidEnd.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void accountsOfBothFamiliesAreRegisteredAndCallEachOther(String transport) throws InterruptedException {
        register(transport);
        assertThat(contactHost(four)).isEqualTo("127.0.0.1");
        assertThat(contactHost(six)).isIn("::1", "0:0:0:0:0:0:0:1");
        callsCross(four, "carol", false);
        callsCross(six, "alice", true);
    }

    @Test
    void messagesGoBothWays() throws InterruptedException {
        register("udp");
        LinkedBlockingQueue<EngineNotification.GotMessage> received = new LinkedBlockingQueue<>();
        LinkedBlockingQueue<MessageNotification.DidSucceed> sent = new LinkedBlockingQueue<>();
        phone.notifications.observe(EngineNotification.GotMessage.class, received::add);
        phone.notifications.observe(MessageNotification.DidSucceed.class, sent::add);
        for (boolean fromFour : List.of(true, false)) {
            phone.send(fromFour ? four : six, uri(fromFour ? "carol" : "alice"), "hello " + fromFour);
            EngineNotification.GotMessage message = received.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            assertThat(new String(message.body().bytes(), StandardCharsets.UTF_8))
                    .isEqualTo("hello " + fromFour);
            assertThat(sent.poll(SECONDS, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callsAndIsCalledByABaresipOfEachFamily(boolean ipv6) throws IOException, InterruptedException {
        register("udp");
        Baresip.Builder peer = Baresip.of(KAMAILIO, "bob").codecs("PCMU/8000/1");
        try (Baresip bob = (ipv6 ? peer.onIpv6() : peer).speaking(speech)) {
            Call out = phone.dial(ipv6 ? six : four, bob.uri());
            out.await(SessionNotification.DidStart.class);
            hears(out, ipv6);
            out.end();
            bob.awaitEvent("CALL_CLOSED");
            bob.dial(uri(ipv6 ? "carol" : "alice"));
            Call in = phone.awaitCall();
            in.accept();
            in.await(SessionNotification.DidStart.class);
            hears(in, ipv6);
            bob.hangUp();
            in.await(SessionNotification.DidEnd.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHostWithoutIpv6HasIpv4Alone(boolean ipv6) throws IOException {
        String network = "ip link set lo up && echo " + (ipv6 ? 0 : 1)
                + " >/proc/sys/net/ipv6/conf/all/disable_ipv6 && exec \"$0\" \"$@\"";
        PeerProcess.require("unshare", "util-linux");
        PeerProcess.require("ip", "iproute2");
        List<String> host = List.of("unshare", "-n", "bash", "-c", network);
        try (RemoteEnd phone = RemoteEnd.start(host, speeches.resolve("host.log"), ListeningPhone.class)) {
            for (String transport : List.of("UDP", "TCP")) {
                assertThat(phone.await(transport))
                        .isEqualTo(ipv6 ? "[/0.0.0.0:5060, /[0:0:0:0:0:0:0:0]:5060]" : "[/0.0.0.0:5060]");
            }
            assertThat(phone.await(ipv6 ? "REACHED" : "REFUSED"))
                    .isEqualTo(ipv6 ? "/[0:0:0:0:0:0:0:1]:5060" : "we do not listen on IPv6");
            phone.await("DONE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1"})
    void iceHasCandidatesOfBothFamiliesAndEachOfThemWorks(String peers) throws IOException {
        String network = "ip link set lo up && ip link add v0 type veth peer name v1 && ip addr add 192.0.2.1/24 dev v0"
                + " && ip addr add 2001:db8::1/64 dev v0 nodad && ip link set v0 up && ip link set v1 up"
                + " && exec \"$0\" \"$@\"";
        PeerProcess.require("unshare", "util-linux");
        PeerProcess.require("ip", "iproute2");
        List<String> host = List.of("unshare", "-n", "bash", "-c", network);
        try (RemoteEnd ends = RemoteEnd.start(host, speeches.resolve("ice.log"), BothFamiliesIce.class, peers)) {
            assertThat(ends.await("OFFERED")).isEqualTo("[192.0.2.1, 2001:db8::1]");
            String full = InetAddress.getByName(peers).getHostAddress();
            assertThat(ends.await("CHOSEN")).isEqualTo(full + " " + full);
            assertThat(ends.await("CHOSEN")).isEqualTo(full + " " + full);
            ends.await("DONE");
        }
    }

    private static void hears(Call call, boolean ipv6) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (call.rtp().remoteRtpAddressReceived().isEmpty() && System.nanoTime() < end) {
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS))
                    .join();
        }
        InetAddress from = call.rtp().remoteRtpAddressReceived().orElseThrow().getAddress();
        assertThat(from instanceof Inet6Address).isEqualTo(ipv6);
    }
}
