/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio;

import java.util.List;
import java.util.concurrent.BlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.Dtmf;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamNotification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.stream.audio.LoopbackCalls.await;
import static org.sipsimple.stream.audio.LoopbackCalls.next;

/** Calls over loopback with the keys of a DTLS handshake (RFC 5763). */
class DtlsCallTest {
    private LoopbackCalls sdk;

    @BeforeEach
    void start() throws Exception {
        sdk = new LoopbackCalls(List.of(), SrtpPolicy.DTLS);
    }

    @AfterEach
    void stop() throws Exception {
        sdk.close();
    }

    private static RtpInformation rtp(MediaStream stream) {
        return stream.facet(RtpInformation.class).orElseThrow();
    }

    private void awaitKeys(MediaStream stream) throws InterruptedException {
        BlockingQueue<AudioStreamNotification.DidChangeRtpParameters> changes =
                sdk.reports(AudioStreamNotification.DidChangeRtpParameters.class, stream);
        if (!rtp(stream).srtpActive()) {
            next(changes);
        }
        assertThat(rtp(stream).srtpSuite()).contains("AES_CM_128_HMAC_SHA1_80");
    }

    @Test
    void encryptsAndHoldsAndGoesOn() throws Exception {
        LoopbackCalls.Pair pair = sdk.connected();
        MediaStream ours = pair.caller().streams().get(0);
        MediaStream theirs = pair.called().streams().get(0);
        awaitKeys(ours);
        awaitKeys(theirs);
        await(pair.caller().hold());
        await(pair.caller().unhold());
        await(pair.called().hold());
        await(pair.called().unhold());
        assertThat(rtp(ours).srtpActive()).isTrue();
        BlockingQueue<AudioStreamNotification.GotDtmf> atTheirs =
                sdk.reports(AudioStreamNotification.GotDtmf.class, theirs);
        BlockingQueue<AudioStreamNotification.GotDtmf> atOurs =
                sdk.reports(AudioStreamNotification.GotDtmf.class, ours);
        ours.facet(Dtmf.class).orElseThrow().sendDtmf('5');
        theirs.facet(Dtmf.class).orElseThrow().sendDtmf('7');
        assertThat(next(atTheirs).digit()).isEqualTo('5');
        assertThat(next(atOurs).digit()).isEqualTo('7');
        assertThat(rtp(theirs).statistics().lostPackets()).isZero();
    }

    @Test
    void endsWhenTheFingerprintOfTheAnswerWasChangedOnTheWay() throws Exception {
        try (Forger forger = new Forger(line -> line.startsWith("SIP/2.0 200"))) {
            MediaStream ours = sdk.audio();
            refusedBy(ours, ours, forger.route());
        }
    }

    @Test
    void endsWhenTheFingerprintOfTheOfferWasChangedOnTheWay() throws Exception {
        try (Forger forger = new Forger(line -> line.startsWith("INVITE"))) {
            refusedBy(null, sdk.audio(), forger.route());
        }
    }

    /** @param deceived the stream that sees another certificate than it was told; null for that of the called one */
    private void refusedBy(MediaStream deceived, MediaStream offered, Route route) throws Exception {
        Session caller = sdk.create();
        BlockingQueue<SessionNotification> reports = sdk.reports(SessionNotification.class, caller);
        caller.connect(ToHeader.of(sdk.bob()), List.of(route), List.of(offered));
        Session called = sdk.incoming();
        MediaStream victim = deceived == null ? called.proposedStreams().get(0) : deceived;
        BlockingQueue<MediaStreamNotification.DidFail> refusals =
                sdk.reports(MediaStreamNotification.DidFail.class, victim);
        called.accept(called.proposedStreams());
        assertThat(next(refusals).reason()).contains("fingerprint");
        assertThat(rtp(victim).srtpActive()).isFalse();
        assertThat(rtp(victim).statistics().receivedPackets()).isZero();
        SessionNotification last = next(reports);
        while (!(last instanceof SessionNotification.DidEnd || last instanceof SessionNotification.DidFail)) {
            last = next(reports);
        }
        assertThat(caller.state()).isEqualTo(Session.State.TERMINATED);
    }
}
