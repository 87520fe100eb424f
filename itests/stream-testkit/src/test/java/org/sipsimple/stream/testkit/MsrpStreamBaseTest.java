/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.sipsimple.api.account.TlsCredentials;
import org.sipsimple.api.configuration.MsrpRelayAddress;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.msrp.MsrpChunk;
import org.sipsimple.msrp.MsrpNotification;
import org.sipsimple.msrp.MsrpTransport;
import org.sipsimple.msrp.Reports;
import org.sipsimple.msrp.stream.MsrpSettings;
import org.sipsimple.msrp.stream.MsrpStreamBase;
import org.sipsimple.stream.testkit.MsrpEnds.Agreed;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class MsrpStreamBaseTest {
    private final MsrpEnds ends = new MsrpEnds();

    @AfterEach
    void close() {
        ends.close();
    }

    private PlainMsrpStream offered() {
        return PlainMsrpStream.offeredBy(ends.alice());
    }

    private PlainMsrpStream answered(SdpSession offer) {
        return PlainMsrpStream.answeredBy(ends.bob(), offer);
    }

    private void useTls() {
        ends.alice().account().set(MsrpSettings.TRANSPORT, org.sipsimple.api.configuration.MsrpTransport.TLS);
        ends.bob().account().set(MsrpSettings.TRANSPORT, org.sipsimple.api.configuration.MsrpTransport.TLS);
    }

    private static void carriesTextBothWays(PlainMsrpStream one, PlainMsrpStream other) throws Exception {
        for (PlainMsrpStream[] way : new PlainMsrpStream[][] {{one, other}, {other, one}}) {
            byte[] text = "how do you do".getBytes(StandardCharsets.UTF_8);
            way[0].session
                    .get(20, TimeUnit.SECONDS)
                    .send(text, "text/plain", Reports.ALL)
                    .delivered()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            assertThat(way[1].got.poll(20, TimeUnit.SECONDS)).isEqualTo(text);
        }
    }

    @Test
    void describesItselfAsTheSubclassSays() {
        PlainMsrpStream stream = offered();
        ends.alice().initialize(stream, Direction.OUTGOING);
        SdpMedia line = stream.localMedia(null, 0);
        assertThat(line.media()).isEqualTo(stream.mediaType());
        assertThat(line.transport()).isEqualTo("TCP/MSRP");
        assertThat(line.formats()).containsExactly("*");
        assertThat(line.attributes().getFirst("accept-types"))
                .contains(String.join(" ", stream.acceptTypes()))
                .contains("text/plain");
        assertThat(line.attributes().getFirst("accept-wrapped-types"))
                .contains(String.join(" ", stream.acceptWrappedTypes()))
                .contains("text/*");
        assertThat(line.attributes().getFirst("setup")).contains("actpass");
        assertThat(line.attributes().getFirst("path"))
                .hasValueSatisfying(path -> assertThat(path).startsWith("msrp://127.0.0.1:" + line.port() + "/"));
        assertThat(stream.localMedia(null, 0))
                .as("the same in each later offer")
                .isEqualTo(line);
        stream.end();
    }

    @Test
    void theAnswererConnectsWhereItMay() throws Exception {
        Agreed<PlainMsrpStream> streams = ends.agree(offered(), this::answered);
        assertThat(streams.answer().media().get(0).attributes().getFirst("setup"))
                .contains("active");
        ends.start(streams);
        carriesTextBothWays((PlainMsrpStream) streams.offerer(), streams.answerer());
    }

    @Test
    void theOffererConnectsToAPeerThatAlwaysSaysPassiveOrNothing() throws Exception {
        for (String setup : new String[] {"a=setup:passive\r\n", ""}) {
            Agreed<PlainMsrpStream> streams = ends.agree(
                    offered(),
                    offer -> answered(SdpSession.parse(offer.toString()
                            .replace("a=setup:actpass\r\n", setup.isEmpty() ? "" : "a=setup:active\r\n"))));
            SdpSession answer = SdpSession.parse(streams.answer().toString().replaceAll("a=setup:passive\r\n", setup));
            SdpSession seenByBob = SdpSession.parse(streams.offer().toString().replace("actpass", "active"));
            streams.answerer().start(streams.answer(), seenByBob, 0);
            streams.offerer().start(streams.offer(), answer, 0);
            carriesTextBothWays((PlainMsrpStream) streams.offerer(), streams.answerer());
        }
    }

    @Test
    void tlsNeedsNoCertificateButTheFingerprint() throws Exception {
        useTls();
        Agreed<PlainMsrpStream> streams = ends.agree(offered(), this::answered);
        assertThat(streams.offer().media().get(0).transport()).isEqualTo("TCP/TLS/MSRP");
        assertThat(streams.offer().media().get(0).attributes().getFirst("fingerprint"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("sha-256 "));
        ends.start(streams);
        carriesTextBothWays((PlainMsrpStream) streams.offerer(), streams.answerer());
    }

    @Test
    void aCertificateOfAnotherFingerprintIsRefusedOnBothSides() {
        useTls();
        for (boolean inOffer : new boolean[] {true, false}) {
            Agreed<PlainMsrpStream> streams = ends.agree(offered(), this::answered);
            SdpSession offer = inOffer ? withForeignFingerprint(streams.offer()) : streams.offer();
            SdpSession answer = inOffer ? streams.answer() : withForeignFingerprint(streams.answer());
            streams.answerer().start(streams.answer(), offer, 0);
            streams.offerer().start(streams.offer(), answer, 0);
            String reason = inOffer
                    ? ends.bob().awaitFailure(streams.answerer())
                    : ends.alice().awaitFailure(streams.offerer());
            assertThat(reason).contains("certificate");
            streams.offerer().end();
            streams.answerer().end();
        }
    }

    private static SdpSession withForeignFingerprint(SdpSession sdp) {
        return SdpSession.parse(
                sdp.toString().replaceAll("a=fingerprint:sha-256 ..:..:..", "a=fingerprint:sha-256 00:11:22"));
    }

    @Test
    void withoutFingerprintTheNameInTheCertificateCounts() {
        useTls();
        Agreed<PlainMsrpStream> streams = ends.agree(offered(), this::answered);
        SdpSession offer = SdpSession.parse(streams.offer().toString().replaceAll("a=fingerprint:[^\r]*\r\n", ""));
        streams.answerer().start(streams.answer(), offer, 0);
        streams.offerer().start(streams.offer(), streams.answer(), 0);
        assertThat(ends.bob().awaitFailure(streams.answerer())).containsIgnoringCase("certif");
    }

    @Test
    void verificationCanBeSwitchedOff() throws Exception {
        useTls();
        ends.bob().account().setTls(() -> new TlsCredentials(List.of(), null, List.of(), false));
        Agreed<PlainMsrpStream> streams = ends.agree(offered(), this::answered);
        SdpSession offer = SdpSession.parse(streams.offer().toString().replaceAll("a=fingerprint:[^\r]*\r\n", ""));
        streams.answerer().start(streams.answer(), offer, 0);
        streams.offerer().start(streams.offer(), streams.answer(), 0);
        carriesTextBothWays((PlainMsrpStream) streams.offerer(), streams.answerer());
    }

    @Test
    void anUnusableCertificateFileFailsTheStreamByName() throws Exception {
        useTls();
        ends.alice().account().setTls(() -> {
            throw new IOException("there is no certificate in empty.pem");
        });
        PlainMsrpStream stream = offered();
        stream.initialize(ends.alice().session(), Direction.OUTGOING);
        assertThat(ends.alice().awaitFailure(stream))
                .contains("no certificate in")
                .contains("empty.pem");
        stream.end();
    }

    @Test
    void aRelayThatTheUserNamedMustWork() throws Exception {
        ends.alice().account().set(MsrpSettings.RELAY_FOR_OUTBOUND, true);
        ends.alice().account().set(MsrpSettings.RELAY, MsrpRelayAddress.parse("127.0.0.1:9;transport=tcp"));
        PlainMsrpStream stream = offered();
        stream.initialize(ends.alice().session(), Direction.OUTGOING);
        assertThat(ends.alice().awaitFailure(stream)).contains("relay").contains("password");
    }

    @Test
    void aDomainWithoutRelayIsCalledDirectly() throws Exception {
        ends.alice().account().set(MsrpSettings.RELAY_FOR_OUTBOUND, true);
        PlainMsrpStream alice = offered();
        carriesTextBothWays(alice, ends.connect(alice, this::answered));
    }

    @Test
    void aConnectionThatGoesAwayFailsTheStreamUnlessItIsAboutToBeRemoved() throws Exception {
        PlainMsrpStream alice = offered();
        PlainMsrpStream bob = ends.connect(alice, this::answered);
        bob.deactivate();
        alice.session.get(20, TimeUnit.SECONDS).close();
        assertThat(ends.alice().awaitFailure(alice)).isNotEmpty();
        alice.end();
        bob.end();
        assertThat(alice.ended.get(20, TimeUnit.SECONDS)).isNotEmpty();
        assertThat(bob.ended.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThat(ends.bob().notifications().of(MediaStreamNotification.DidFail.class))
                .isEmpty();
    }

    @Test
    void anotherPathIsNoUpdate() {
        PlainMsrpStream alice = offered();
        ends.connect(alice, this::answered);
        Agreed<PlainMsrpStream> others = ends.agree(offered(), this::answered);
        assertThat(alice.validateUpdate(others.answer(), 0)).isFalse();
    }

    @Test
    void aStreamMayWantChunksOnly() throws Exception {
        MsrpStreamBase alice =
                new PlainMsrpStream(ends.alice().account(), ends.alice().services(), null, 0, false);
        assertThat(alice.useMsrpSession()).isFalse();
        Agreed<PlainMsrpStream> streams = ends.agree(
                alice,
                offer -> new PlainMsrpStream(ends.bob().account(), ends.bob().services(), offer, 0, false));
        ends.start(streams);
        PlainMsrpStream bob = streams.answerer();
        MsrpTransport mine = ((PlainMsrpStream) alice).transport.get(20, TimeUnit.SECONDS);
        MsrpChunk binding = mine.readChunk(1000).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(binding.size()).isZero();
        mine.writeResponse(binding, 200, "OK");
        MsrpTransport theirs = bob.transport.get(20, TimeUnit.SECONDS);
        byte[] text = "raw".getBytes(StandardCharsets.UTF_8);
        mine.writeChunk(mine.makeChunk(text, "text/plain"));
        byte[] data = theirs.readChunk(1000)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .data();
        assertThat(data).isEqualTo(text);
        alice.end();
        bob.end();
    }

    @Test
    void tracesTrafficAndRemarks() throws Exception {
        ends.alice().account().set(MsrpSettings.TRACE, true);
        PlainMsrpStream alice = offered();
        carriesTextBothWays(alice, ends.connect(alice, this::answered));
        MsrpNotification.TransportTrace sent = ends.alice()
                .notifications()
                .await(MsrpNotification.TransportTrace.class, trace -> trace.data()
                        .contains("how do you do"));
        assertThat(sent.name()).isEqualTo("MSRPTransportTrace");
        assertThat(sent.sender()).isSameAs(alice);
        alice.session.get().send(new byte[] {1}, "application/x-unknown", Reports.NONE);
        MsrpNotification.LibraryLog remark = ends.bob().notifications().await(MsrpNotification.LibraryLog.class);
        assertThat(remark.message()).contains("415");
    }
}
