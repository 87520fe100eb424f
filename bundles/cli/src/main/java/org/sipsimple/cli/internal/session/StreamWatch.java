/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.media.IceCandidate;
import org.sipsimple.api.media.RtpTransportNotification;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.stream.FileExchange;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.TextExchange;
import org.sipsimple.cli.internal.call.EventLoop;

/** Tells what the streams of one session do; begins before they start, so that nothing is missed. Event loop only. */
final class StreamWatch implements AutoCloseable {
    private static final int STEPS = 10;

    private final Talk talk;
    private final NotificationCenter notifications;
    private final EventLoop loop;
    private final Output output;
    private final RtpLines rtp;
    private final Set<MediaStream> watched = new HashSet<>();
    private final List<Observation> observations = new ArrayList<>();

    StreamWatch(Talk talk, Common common, RtpLines rtp) {
        this.talk = talk;
        this.notifications = common.services().notifications();
        this.loop = common.loop();
        this.output = common.output();
        this.rtp = rtp;
    }

    /** The streams, which have not started yet. */
    void begin(List<MediaStream> streams) {
        streams.stream().filter(watched::add).forEach(this::begin);
    }

    /** All it has been told of. */
    List<MediaStream> streams() {
        return List.copyOf(watched);
    }

    private void begin(MediaStream stream) {
        observations.add(notifications.observe(TextExchange.Received.class, stream, loop, this::text));
        observations.add(notifications.observe(AudioStreamNotification.class, stream, loop, this::audio));
        stream.facet(FileExchange.class).ifPresent(file -> file(stream, file));
    }

    private void text(TextExchange.Received text) {
        String from = talk.session()
                .remoteIdentity()
                .map(identity -> identity.displayName() == null ? identity.uri().toString() : identity.displayName())
                .orElse("?");
        output.tell("message", talk, from + "> " + text.text(), "text", text.text());
    }

    // --- files

    private void file(MediaStream stream, FileExchange file) {
        long[] told = {0};
        observations.add(notifications.observe(FileExchange.Progress.class, stream, loop, progress -> {
            long step = progress.fileSize() == 0 ? STEPS : progress.transferredBytes() * STEPS / progress.fileSize();
            if (step > told[0] && step < STEPS) {
                told[0] = step;
                output.tell(
                        "file_progress",
                        talk,
                        name(file) + ": " + 100 * progress.transferredBytes() / progress.fileSize() + "%",
                        "bytes",
                        progress.transferredBytes(),
                        "size",
                        progress.fileSize());
            }
        }));
        file.transferred().whenComplete((path, failure) -> loop.execute(() -> transferred(file, path, failure)));
    }

    private void transferred(FileExchange file, @Nullable Path path, @Nullable Throwable failure) {
        if (failure == null) {
            output.tell(
                    "file",
                    talk,
                    "File transfer of " + name(file) + " finished (" + path + ")",
                    "file",
                    String.valueOf(path));
        } else if (talk.session().startTime().isPresent()) { // else the session tells why
            output.tell("file_failed", talk, "File transfer of " + name(file) + " failed: " + Pending.reason(failure));
        }
    }

    /** For people. */
    static String name(FileExchange file) {
        return file.fileName().orElse("a file");
    }

    // --- audio

    /** Says how a stream that has started is carried. */
    void describe(MediaStream stream) {
        stream.facet(RtpInformation.class).ifPresent(this::describe);
    }

    private void describe(RtpInformation facts) {
        String codec = facts.codec().orElse("?");
        int rate = facts.sampleRate().orElse(0);
        String local = address(facts.localRtpAddress(), facts.localRtpCandidateType());
        String remote = address(facts.remoteRtpAddressInSdp(), facts.remoteRtpCandidateType());
        String encryption =
                facts.srtpSuite().map(suite -> ", encrypted (" + suite + ")").orElse("");
        output.tell(
                "rtp_parameters",
                talk,
                String.format(
                        Locale.ROOT,
                        "Audio stream using \"%s\" codec at %dHz, RTP endpoints %s <-> %s%s",
                        codec,
                        rate,
                        local,
                        remote,
                        encryption),
                "codec",
                codec,
                "rate",
                rate,
                "srtp",
                facts.srtpActive());
    }

    private static String address(Optional<InetSocketAddress> address, Optional<IceCandidate.Type> type) {
        return address.map(known -> known.getAddress().getHostAddress() + ":" + known.getPort())
                        .orElse("?")
                + type.map(kind -> " (ICE type " + kind.token() + ")").orElse("");
    }

    private void audio(AudioStreamNotification event) {
        if (event instanceof AudioStreamNotification.GotDtmf key) {
            output.tell("dtmf", talk, "Got DTMF " + key.digit(), "digit", String.valueOf(key.digit()));
        } else if (event instanceof AudioStreamNotification.DidStartRecordingAudio recording) {
            tellFile("recording", "Recording audio to ", recording.file());
        } else if (event instanceof AudioStreamNotification.DidStopRecordingAudio recording) {
            tellFile("recorded", "Stopped recording audio to ", recording.file());
        } else if (event instanceof AudioStreamNotification.DidChangeRtpParameters change) {
            describe(change.sender());
        } else if (event instanceof AudioStreamNotification.IceNegotiationDidSucceed success) {
            ice(success.result());
        } else if (event instanceof AudioStreamNotification.IceNegotiationDidFail failure) {
            output.tell("ice_failed", talk, "ICE negotiation failed: " + failure.reason());
        } else if (event instanceof AudioStreamNotification.DidTimeout silence
                && silence.sender().onHold()) {
            output.note("silence", talk);
        } else if (event instanceof AudioStreamNotification.DidTimeout) {
            output.tell("silence", talk, "No RTP comes from the peer");
        }
    }

    private void tellFile(String event, String sentence, Path file) {
        output.tell(event, talk, sentence + file, "file", file.toString());
    }

    private void ice(RtpTransportNotification.IceNegotiationDidSucceed result) {
        StringBuilder lines = new StringBuilder(String.format(
                Locale.ROOT,
                "ICE negotiation succeeded in %.3f s",
                result.duration().toMillis() / 1000.0));
        if (rtp.isOn()) {
            appendChecks(result, lines);
        }
        output.tell("ice", talk, lines.toString());
    }

    private static void appendChecks(RtpTransportNotification.IceNegotiationDidSucceed result, StringBuilder lines) {
        lines.append("\nLocal ICE candidates:");
        result.localCandidates().forEach(candidate -> lines.append(line(candidate)));
        lines.append("\nRemote ICE candidates:");
        result.remoteCandidates().forEach(candidate -> lines.append(line(candidate)));
        lines.append("\nICE connectivity checks results:");
        result.connectivityChecks().forEach(check -> lines.append("\n  ")
                .append(component(check.component()))
                .append(' ')
                .append(text(check.source()))
                .append(" <--> ")
                .append(text(check.destination()))
                .append(' ')
                .append(check.state().name().toLowerCase(Locale.ROOT)));
    }

    private static String line(IceCandidate candidate) {
        return "\n  " + component(candidate.component()) + " " + text(candidate.address()) + " type "
                + candidate.type().token();
    }

    private static String component(int number) {
        return number == 1 ? "(RTP)" : "(RTCP)";
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Override
    public void close() {
        observations.forEach(Observation::close);
    }
}
