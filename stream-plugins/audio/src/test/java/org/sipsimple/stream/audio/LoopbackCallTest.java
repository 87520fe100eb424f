/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.Dtmf;
import org.sipsimple.api.audio.Recordable;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.stream.audio.LoopbackCalls.await;
import static org.sipsimple.stream.audio.LoopbackCalls.next;

/** Calls over loopback by the real engine, threads and notifications: Alice calls Bob, both of this process. */
class LoopbackCallTest {
    private LoopbackCalls sdk;

    @BeforeEach
    void start() throws Exception {
        sdk = new LoopbackCalls(List.of());
    }

    @AfterEach
    void stop() throws Exception {
        sdk.close();
    }

    @Test
    void callsByTheSecondRouteTalksHoldsAndHangsUp(@TempDir Path folder) throws Exception {
        Session caller = sdk.create();
        Route dead = new Route(InetAddress.getByName("127.0.0.1"), 1, Transport.TCP);
        BlockingQueue<SessionNotification.GotRingIndication> rings =
                sdk.reports(SessionNotification.GotRingIndication.class, caller);
        CompletionStage<Void> started = sdk.call(caller, dead, sdk.ownRoute());
        Session called = sdk.incoming();
        await(called.sendRingIndication());
        next(rings);
        await(called.accept(called.proposedStreams()));
        await(started);

        MediaStream ours = caller.streams().get(0);
        MediaStream theirs = called.streams().get(0);
        RtpInformation rtp = ours.facet(RtpInformation.class).orElseThrow();
        assertThat(rtp.codec()).contains("opus");
        assertThat(rtp.srtpActive()).isTrue();
        Path file = folder.resolve("call.wav");
        ours.facet(Recordable.class).orElseThrow().startRecording(file);
        BlockingQueue<AudioStreamNotification.GotDtmf> keys =
                sdk.reports(AudioStreamNotification.GotDtmf.class, theirs);
        ours.facet(Dtmf.class).orElseThrow().sendDtmf('5');
        assertThat(next(keys).digit()).isEqualTo('5');
        assertThat(theirs.facet(RtpInformation.class).orElseThrow().statistics().receivedPackets())
                .isPositive();

        BlockingQueue<SessionNotification.DidChangeHoldState> held =
                sdk.reports(SessionNotification.DidChangeHoldState.class, called);
        await(caller.hold());
        assertThat(next(held).onHold()).isTrue();
        assertThat(theirs.onHoldByRemote()).isTrue();
        await(caller.unhold());
        assertThat(next(held).onHold()).isFalse();
        assertThat(caller.onHold()).isFalse();

        BlockingQueue<SessionNotification.DidEnd> ends = sdk.reports(SessionNotification.DidEnd.class, caller);
        await(called.end());
        next(ends);
        assertThat(caller.state()).isEqualTo(State.TERMINATED);
        assertThat(Files.size(file)).as("a WAV file with sound in it").isGreaterThan(44);
        assertThat(sdk.manager.sessions()).isEmpty();
    }

    @Test
    void bothHoldAtOnceAndBothGetTheirWay() throws Exception {
        LoopbackCalls.Pair pair = sdk.connected();
        CompletionStage<Void> one = pair.caller().hold();
        CompletionStage<Void> other = pair.called().hold();
        await(one);
        await(other);
        assertThat(pair.caller().streams().get(0).onHoldByLocal()).isTrue();
        assertThat(pair.called().streams().get(0).onHoldByLocal()).isTrue();
    }

    @Test
    void addsAndRemovesAStreamWhileTheOtherRuns() throws Exception {
        LoopbackCalls.Pair pair = sdk.connected();
        BlockingQueue<SessionNotification.GotProposal> proposals =
                sdk.reports(SessionNotification.GotProposal.class, pair.called());
        CompletionStage<Void> added = pair.caller().addStream(sdk.audio());
        next(proposals);
        await(pair.called().acceptProposal(pair.called().proposedStreams()));
        await(added);
        assertThat(pair.caller().streams()).hasSize(2);
        BlockingQueue<SessionNotification.DidRenegotiateStreams> changes =
                sdk.reports(SessionNotification.DidRenegotiateStreams.class, pair.caller());
        await(pair.called().removeStream(pair.called().streams().get(0)));
        assertThat(next(changes).removed()).hasSize(1);
        assertThat(pair.caller().streams()).hasSize(1);

        CompletionStage<Void> second = pair.caller().addStream(sdk.audio());
        next(proposals);
        await(pair.called().rejectProposal());
        assertThat(second.toCompletableFuture().handle((done, failure) -> failure != null))
                .succeedsWithin(java.time.Duration.ofSeconds(20))
                .isEqualTo(true);
        assertThat(pair.caller().state()).isEqualTo(State.CONNECTED);
    }

    @Test
    void refusesAMediumThatIsNotInstalledAnyMore() throws Exception {
        MediaStream offered = sdk.audio();
        sdk.registry.factories().forEach(sdk.registry::remove);
        Session caller = sdk.create();
        BlockingQueue<SessionNotification.DidFail> failures = sdk.reports(SessionNotification.DidFail.class, caller);
        caller.connect(ToHeader.of(sdk.bob()), List.of(sdk.ownRoute()), List.of(offered));
        assertThat(next(failures).code()).isEqualTo(488);
        assertThat(sdk.calls).isEmpty();
    }
}
