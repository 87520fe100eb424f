/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.LookupNotification;
import org.sipsimple.api.lookup.LookupOptions;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.lookup.AuthoritativeUse;
import org.sipsimple.lookup.LookupSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What comes of nameservers that are silent, slow, lame, forged or broken. */
class FaultyNameserversTest {
    private static final String URI = "sip:srv-tcp-only.test.example";
    private static final String ROUTE = "192.0.2.10:15060 tcp";

    @RegisterExtension
    static final Bind BIND = new Bind(false);

    private static List<String> foundBy(InetSocketAddress... nameservers) throws LookupException {
        return foundBy(Fixture.plain(nameservers));
    }

    private static List<String> foundBy(LookupSettings settings) throws LookupException {
        try (Fixture fixture = new Fixture(settings)) {
            return fixture.found(URI);
        }
    }

    @Test
    void silentNameserverIsLeftForTheNextAndThenRemembered() throws LookupException, IOException {
        try (FaultyServer silent = FaultyServer.silent();
                Fixture fixture = new Fixture(Fixture.plain(silent.address(), BIND.address()), Fixture.IMPATIENT)) {
            assertThat(fixture.found(URI)).containsExactly(ROUTE);
            int asked = silent.queries();
            assertThat(asked).isPositive();
            assertThat(fixture.found(URI)).containsExactly(ROUTE);
            assertThat(silent.queries()).isEqualTo(asked);
        }
    }

    @Test
    void lostDatagramIsRepeated() throws LookupException, IOException {
        AtomicInteger seen = new AtomicInteger();
        try (FaultyServer lossy = new FaultyServer(query -> {
                    if (seen.incrementAndGet() % 2 == 0) {
                        query.answer(query.ask(BIND.address()));
                    }
                });
                Fixture fixture = new Fixture(Fixture.plain(lossy.address()), Fixture.IMPATIENT)) {
            assertThat(fixture.found(URI)).containsExactly(ROUTE);
        }
    }

    @Test
    void allSilentEndsWithinTheLifetime() throws IOException {
        LookupOptions impatient =
                LookupOptions.DEFAULT.withTimeout(Duration.ofMillis(300)).withLifetime(Duration.ofMillis(400));
        try (FaultyServer silent = FaultyServer.silent();
                Fixture fixture = new Fixture(Fixture.plain(silent.address()))) {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> Fixture.await(
                            fixture.services.lookup().lookupSipProxy(SipUri.parse(URI), Fixture.ALL, impatient)))
                    .isInstanceOf(LookupException.Unavailable.class)
                    .hasMessageContaining("did not answer")
                    .hasMessageContaining("time is up");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(400))
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void slowAnswerInsideTheTimeoutIsTaken() throws LookupException, IOException {
        try (FaultyServer slow = new FaultyServer(query -> query.answerLater(query.ask(BIND.address()), 150))) {
            assertThat(foundBy(slow.address())).containsExactly(ROUTE);
        }
    }

    @Test
    void truncatedAnswerIsAskedForOverTcp() throws LookupException, IOException {
        try (FaultyServer truncating = new FaultyServer(
                query -> query.answer(query.tcp ? query.ask(BIND.address()) : query.bare(2, Rcode.NOERROR)))) {
            assertThat(foundBy(truncating.address())).containsExactly(ROUTE);
        }
    }

    @Test
    void truncatedAnswerWithSilenceOverTcpGoesToTheNextNameserver() throws LookupException, IOException {
        try (FaultyServer truncating = new FaultyServer(query -> {
                    if (!query.tcp) {
                        query.answer(query.bare(2, Rcode.NOERROR));
                    }
                });
                Fixture fixture = new Fixture(Fixture.plain(truncating.address(), BIND.address()), Fixture.IMPATIENT)) {
            assertThat(fixture.found(URI)).containsExactly(ROUTE);
        }
    }

    @Test
    void answersWithWrongIdOrWrongQuestionAreIgnored() throws LookupException, IOException {
        try (FaultyServer forged = new FaultyServer(query -> {
            byte[] wrongId = query.bare(0, Rcode.NXDOMAIN);
            wrongId[0] ^= 0x55;
            query.answer(wrongId);
            byte[] wrongQuestion = query.bare(0, Rcode.NXDOMAIN);
            wrongQuestion[13] ^= 1;
            query.answer(wrongQuestion);
            byte[] noAnswerAtAll = query.bare(0, Rcode.NXDOMAIN);
            noAnswerAtAll[2] &= 0x7f;
            query.answer(noAnswerAtAll);
            query.answer(new byte[] {query.message[0], query.message[1]});
            query.answer(new byte[0]);
            query.answerLater(query.ask(BIND.address()), 30);
        })) {
            assertThat(foundBy(forged.address())).containsExactly(ROUTE);
        }
    }

    @Test
    void answersFromAnotherPortAreIgnored() throws LookupException, IOException {
        try (DatagramSocket elsewhere = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                UdpRelay relay = new UdpRelay(BIND.address(), (client, query, answer) -> {
                    byte[] forged = answer.clone();
                    forged[3] = (byte) (forged[3] & 0xf0 | Rcode.NXDOMAIN);
                    forged[7] = 0;
                    elsewhere.send(new DatagramPacket(forged, forged.length, client));
                })) {
            assertThat(foundBy(relay.address())).containsExactly(ROUTE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP, Rcode.FORMERR, Rcode.NOTAUTH})
    void refusingNameserverIsLeftForTheNext(int code) throws LookupException, IOException {
        try (FaultyServer refusing = FaultyServer.answering(code)) {
            assertThat(foundBy(refusing.address(), BIND.address())).containsExactly(ROUTE);
            assertThatThrownBy(() -> foundBy(refusing.address()))
                    .isInstanceOf(LookupException.Unavailable.class)
                    .hasMessageContaining(Rcode.string(code));
        }
    }

    @Test
    void nameserverThatDoesNotListenIsLeftForTheNextAtOnce() throws LookupException, IOException {
        InetSocketAddress nobody;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        assertThat(foundBy(nobody, BIND.address())).containsExactly(ROUTE);
        assertThatThrownBy(() -> foundBy(nobody))
                .isInstanceOf(LookupException.Unavailable.class)
                .hasMessageContaining("does not listen");
    }

    @Test
    void noNameserverAtAllIsUnavailable() {
        assertThatThrownBy(FaultyNameserversTest::foundBy)
                .isInstanceOf(LookupException.Unavailable.class)
                .hasMessageContaining("no nameserver");
    }

    @Test
    void nameserverThatCannotReadEdnsIsAskedWithout() throws LookupException, IOException {
        try (FaultyServer old = new FaultyServer(
                query -> query.answer(query.edns() ? query.bare(0, Rcode.FORMERR) : query.ask(BIND.address())))) {
            assertThat(foundBy(old.address())).containsExactly(ROUTE);
        }
    }

    @Test
    void lameNameserverThatRefersToOthersIsLeftForTheNext() throws LookupException, IOException {
        try (FaultyServer lame = new FaultyServer(query -> {
            byte[] bare = query.bare(0, Rcode.NOERROR);
            byte[] referral = Arrays.copyOf(bare, bare.length + 12);
            referral[9] = 1;
            // the root's nameserver is the root: name 0, type NS, class IN, 60 s, one octet of data
            byte[] record = {0, 0, 2, 0, 1, 0, 0, 0, 60, 0, 1, 0};
            System.arraycopy(record, 0, referral, bare.length, record.length);
            query.answer(referral);
        })) {
            assertThat(foundBy(lame.address(), BIND.address())).containsExactly(ROUTE);
        }
    }

    @Test
    void rubbishBehindTheQuestionIsAnErrorOfThatNameserverOnly() throws LookupException, IOException {
        Random random = new Random(99);
        try (FaultyServer rubbish = new FaultyServer(query -> {
            byte[] bare = query.bare(0, Rcode.NOERROR);
            byte[] reply = Arrays.copyOf(bare, bare.length + random.nextInt(200));
            for (int i = bare.length; i < reply.length; i++) {
                reply[i] = (byte) random.nextInt();
            }
            reply[7] = (byte) (1 + random.nextInt(30));
            query.answer(reply);
        })) {
            try (Fixture fixture = new Fixture(Fixture.plain(rubbish.address(), BIND.address()))) {
                for (int i = 0; i < 50; i++) {
                    assertThat(fixture.found(URI)).containsExactly(ROUTE);
                }
            }
        }
    }

    @Test
    void domainWithHundredsOfTargetsMakesABoundedNumberOfQueries() throws LookupException {
        try (Fixture fixture = new Fixture(Fixture.plain(BIND.address()))) {
            // of 256 queries four are for NAPTR and SRV records, and the targets are 300
            assertThat(fixture.found("sip:huge.test.example")).hasSize(252);
            assertThat(fixture.notifications.of(LookupNotification.Trace.class))
                    .filteredOn(trace -> trace.error() != null)
                    .hasSize(300 - 252)
                    .allSatisfy(trace -> assertThat(trace.error()).contains("too many queries"));
        }
    }

    @Test
    void authoritativeNameserversHelpWhenTheConfiguredOneCannotDoSrv() throws LookupException, IOException {
        try (FaultyServer router = new FaultyServer(query -> {
            boolean beyondIt = query.type() == Type.NAPTR || query.type() == Type.SRV;
            query.answer(beyondIt ? query.bare(0, Rcode.NOTIMP) : query.ask(BIND.address()));
        })) {
            LookupSettings settings = Fixture.plain(router.address());
            assertThatThrownBy(() -> foundBy(settings)).isInstanceOf(LookupException.class);
            assertThat(foundBy(settings.withAuthoritative(
                            AuthoritativeUse.FALLBACK, BIND.address().getPort())))
                    .containsExactly(ROUTE);
        }
    }

    @Test
    void authoritativeNameserversGoFirstWhereSet() throws LookupException, IOException {
        AtomicInteger others = new AtomicInteger();
        try (FaultyServer configured = new FaultyServer(query -> {
            if (query.type() != Type.NS && query.type() != Type.A) {
                others.incrementAndGet();
            }
            query.answer(query.ask(BIND.address()));
        })) {
            LookupSettings settings = Fixture.plain(configured.address());
            assertThat(foundBy(settings.withAuthoritative(
                            AuthoritativeUse.FIRST, BIND.address().getPort())))
                    .containsExactly(ROUTE);
            assertThat(others).hasValue(0);
            assertThat(foundBy(settings)).containsExactly(ROUTE);
            assertThat(others).hasPositiveValue();
        }
    }

    @Test
    void addressOfANameserverCanBeAskedForWithItsOwnHelp() throws LookupException, IOException {
        int port = BIND.address().getPort();
        LookupSettings first = Fixture.plain(BIND.address()).withAuthoritative(AuthoritativeUse.FIRST, port);
        try (Fixture fixture = new Fixture(first)) {
            assertThat(fixture.found("sip:ns.test.example:5060")).containsExactly("127.0.0.1:5060 udp");
        }
        try (FaultyServer withoutAddresses = new FaultyServer(query -> query.answer(
                        query.type() == Type.A ? query.bare(0, Rcode.NOTIMP) : query.ask(BIND.address())));
                Fixture fixture = new Fixture(
                        Fixture.plain(withoutAddresses.address()).withAuthoritative(AuthoritativeUse.FALLBACK, port))) {
            // its address comes along with the answer that names it
            assertThat(fixture.found("sip:ns.test.example:5060")).containsExactly("127.0.0.1:5060 udp");
        }
    }

    @Test
    void authoritativeNameserversThatAreDeadLeaveTheWordToTheConfiguredOne() throws LookupException, IOException {
        int nobody;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        assertThat(foundBy(Fixture.plain(BIND.address()).withAuthoritative(AuthoritativeUse.FIRST, nobody)))
                .containsExactly(ROUTE);
    }
}
