/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.audio.AudioBridge;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.BridgedAudio;
import org.sipsimple.api.audio.Dtmf;
import org.sipsimple.api.audio.Recordable;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.audio.WavePlayer;
import org.sipsimple.api.audio.WavePlayerOptions;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.stream.MediaStream;

/** One session with its audio stream: follows it, tells the user, and gives a tool its handles. Event loop only. */
public final class AudioCall {
    /** How often counters are read, so that their last values are known when the stream is gone. */
    private static final Duration SAMPLING = Duration.ofMillis(250);

    private static final Duration PRINTING = Duration.ofSeconds(5);

    /** RFC 4733 keys need time to be sent: 100 ms each and a pause. */
    private static final Duration KEY_TIME = Duration.ofMillis(200);

    private static final Duration FIRST_RTP = Duration.ofSeconds(1);

    private final CallServices services;
    private final EventLoop loop;
    private final PrintStream say;
    private final PrintStream complain;
    private final Session session;
    private final MediaStream stream;
    private final CallReport report = new CallReport();
    private final List<Observation> observations = new ArrayList<>();
    private final CompletableFuture<Void> established = new CompletableFuture<>();
    private final CompletableFuture<ExitStatus> over = new CompletableFuture<>();
    private @Nullable WavePlayer playing;
    private boolean printing;
    private boolean encryptionTold;
    private boolean silent;
    private boolean broken;

    /**
     * @param say where messages for people go
     * @param complain gets one line for a call that did not go well
     */
    AudioCall(
            CallServices services,
            EventLoop loop,
            PrintStream say,
            PrintStream complain,
            Session session,
            MediaStream stream) {
        this.services = services;
        this.loop = loop;
        this.say = say;
        this.complain = complain;
        this.session = session;
        this.stream = stream;
        observations.add(services.notifications().observe(SessionNotification.class, session, loop, this::heard));
        observations.add(
                services.notifications().observe(AudioStreamNotification.class, stream, loop, this::heardOfStream));
        session.remoteIdentity()
                .ifPresent(identity -> report.peer(identity.uri().toString()));
    }

    public CallReport report() {
        return report;
    }

    /** Completes when the call has started; never, if it fails. */
    public CompletionStage<Void> established() {
        return established;
    }

    /** Completes when all is over. */
    public CompletionStage<ExitStatus> over() {
        return over;
    }

    public boolean isOver() {
        return over.isDone();
    }

    /** How it ended. */
    ExitStatus status() {
        return over.join();
    }

    // --- what the user can do

    public CompletionStage<Void> hold() {
        return session.hold();
    }

    public CompletionStage<Void> unhold() {
        return session.unhold();
    }

    /** Adds a stream to the call; completes when it has started. */
    public CompletionStage<Void> add(MediaStream added) {
        return session.addStream(added);
    }

    /** Takes it out again. */
    public CompletionStage<Void> remove(MediaStream removed) {
        return session.removeStream(removed);
    }

    public Account account() {
        return session.account();
    }

    void toggleHold() {
        if (stream.onHoldByLocal()) {
            unhold();
        } else {
            hold();
        }
    }

    void hangUp() {
        say.println("Ending audio session...");
        end();
    }

    /** Hangs up; nothing when it is over. */
    public void end() {
        if (!isOver()) {
            sample();
            session.end();
        }
    }

    /** Hangs up because something on our side does not work. */
    void failLocally() {
        broken = true;
        session.end();
    }

    /** @return completes when the last key has been sent */
    public CompletionStage<Void> sendKeys(String keys) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Optional<Dtmf> dtmf = stream.facet(Dtmf.class);
        if (dtmf.isEmpty()) {
            sent.completeExceptionally(new SipCoreException("send keys", "the stream cannot"));
        } else {
            sendKey(dtmf.get(), keys, 0, sent);
        }
        return sent;
    }

    private void sendKey(Dtmf dtmf, String keys, int next, CompletableFuture<Void> sent) {
        if (next == keys.length() || isOver()) {
            sent.complete(null);
            return;
        }
        try {
            dtmf.sendDtmf(keys.charAt(next));
            loop.after(KEY_TIME, () -> sendKey(dtmf, keys, next + 1, sent));
        } catch (SipCoreException e) {
            sent.completeExceptionally(e);
        }
    }

    /**
     * Plays a file to the peer.
     *
     * @return completes when it has been played
     */
    public CompletionStage<Void> play(Path file) {
        Optional<BridgedAudio> audio = stream.facet(BridgedAudio.class);
        if (audio.isEmpty()) {
            return CompletableFuture.failedFuture(new SipCoreException("play " + file, "the stream cannot"));
        }
        AudioBridge bridge = audio.get().bridge();
        WavePlayer player = services.audio().createWavePlayer(bridge.mixer(), file, WavePlayerOptions.ONCE);
        playing = player;
        bridge.add(player);
        CompletableFuture<Void> played = new CompletableFuture<>();
        player.play()
                .whenComplete((nothing, failure) -> loop.execute(() -> {
                    if (failure == null) {
                        played.complete(null);
                    } else {
                        played.completeExceptionally(failure);
                    }
                }));
        return played;
    }

    void record(Path file) throws SipCoreException {
        Recordable recordable = stream.facet(Recordable.class)
                .orElseThrow(() -> new SipCoreException("record " + file, "the stream cannot"));
        recordable.startRecording(file);
        say.println("Recording audio to " + file);
    }

    void toggleRecording(Path file) throws SipCoreException {
        Optional<Recordable> recordable = stream.facet(Recordable.class);
        if (recordable.flatMap(Recordable::recordingFile).isPresent()) {
            recordable.get().stopRecording();
            say.println("Recording stopped");
        } else {
            record(file);
        }
    }

    // --- what happens

    private void heard(SessionNotification event) {
        if (event instanceof SessionNotification.GotRingIndication) {
            say.println("Ringing...");
        } else if (event instanceof SessionNotification.DidStart start) {
            started(start);
        } else if (event instanceof SessionNotification.DidChangeHoldState hold) {
            sayHold(hold.originator(), hold.onHold());
        } else if (event instanceof SessionNotification.DidFail failure) {
            failed(failure);
        } else if (event instanceof SessionNotification.WillEnd) {
            sample();
        } else if (event instanceof SessionNotification.DidEnd end) {
            ended(end);
        }
    }

    private void started(SessionNotification.DidStart start) {
        report.started(start.timestamp());
        session.remoteIdentity()
                .ifPresent(identity -> report.peer(identity.uri().toString()));
        stream.facet(RtpInformation.class).ifPresent(rtp -> {
            say.printf(
                    "Audio session established using \"%s\" codec at %dHz%n",
                    rtp.codec().orElse("?"), rtp.sampleRate().orElse(0));
            say.printf(
                    "Audio RTP endpoints %s <-> %s%n",
                    rtp.localRtpAddress().map(AudioCall::text).orElse("?"),
                    rtp.remoteRtpAddressInSdp().map(AudioCall::text).orElse("?"));
        });
        tellEncryption();
        session.remoteUserAgent().ifPresent(agent -> say.println("Remote SIP User Agent is \"" + agent + "\""));
        sampleFromNowOn();
        established.complete(null);
    }

    /** Once; with the keys of a DTLS handshake that is after the start. */
    private void tellEncryption() {
        if (!encryptionTold) {
            stream.facet(RtpInformation.class)
                    .flatMap(RtpInformation::srtpSuite)
                    .ifPresent(suite -> {
                        encryptionTold = true;
                        say.println("RTP audio stream is encrypted (" + suite + ")");
                    });
        }
    }

    private static String text(java.net.InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    void toggleStatistics() {
        printing = !printing;
        say.println("RTP statistics are " + (printing ? "on" : "off"));
        if (printing) {
            printStatistics();
        }
    }

    private void printStatistics() {
        if (printing && !isOver()) {
            sample();
            say.println(report.statistics());
            loop.after(PRINTING, this::printStatistics);
        }
    }

    private void sampleFromNowOn() {
        if (!isOver()) {
            sample();
            loop.after(SAMPLING, this::sampleFromNowOn);
        }
    }

    private void sample() {
        stream.facet(RtpInformation.class).ifPresent(report::sample);
    }

    private void sayHold(Originator originator, boolean onHold) {
        if (onHold) {
            report.held();
        }
        String what = onHold ? "on hold" : "off hold";
        say.println(
                originator == Originator.LOCAL
                        ? "Audio session is put " + what
                        : "Remote party has put the audio session " + what);
    }

    private void heardOfStream(AudioStreamNotification event) {
        if (event instanceof AudioStreamNotification.GotDtmf key) {
            report.digit(key.digit());
            say.println("Got DTMF " + key.digit());
        } else if (event instanceof AudioStreamNotification.DidChangeRtpParameters && report.wasEstablished()) {
            tellEncryption();
        } else if (event instanceof AudioStreamNotification.DidTimeout
                && report.wasEstablished() // else the ACK is missing as well, and that is told a little later
                && !stream.onHold()) {
            silent = true;
            session.end();
        }
    }

    private void failed(SessionNotification.DidFail failure) {
        report.ended(failure.timestamp(), failure.failureReason());
        String code = failure.code() == 0 ? "" : failure.code() + " " + failure.reason();
        boolean same = code.isEmpty() || failure.failureReason().equals(failure.reason());
        String text = same ? failure.failureReason() : failure.failureReason() + " (" + code + ")";
        complain(same && !code.isEmpty() ? code : text);
        finish(ExitStatus.of(failure));
    }

    private void ended(SessionNotification.DidEnd end) {
        report.ended(end.timestamp(), end.endReason());
        say.println("Audio session ended by " + (end.originator() == Originator.LOCAL ? "local" : "remote") + " party");
        say.println("Session duration was " + report.duration().toSeconds() + " seconds");
        boolean longEnough = report.duration().compareTo(FIRST_RTP) > 0;
        boolean nothingCame = report.statistics().receivedPackets() == 0 && longEnough;
        if (broken) {
            finish(ExitStatus.FAILED);
        } else if (end.endReason().contains("missing ACK")) {
            complain(end.endReason());
            finish(ExitStatus.MISSING_ACK);
        } else if (silent || nothingCame) {
            complain("no RTP came from the peer");
            finish(ExitStatus.NO_RTP);
        } else {
            finish(ExitStatus.OK);
        }
    }

    private void complain(String problem) {
        complain.println("Session failed: " + problem);
    }

    private void finish(ExitStatus status) {
        observations.forEach(Observation::close);
        if (playing != null) {
            playing.close();
        }
        over.complete(status);
    }
}
