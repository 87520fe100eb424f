/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.nio.file.Path;
import java.time.Instant;

import org.sipsimple.api.media.IceState;
import org.sipsimple.api.media.RtpTransportNotification;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.stream.MediaStream;

/** What an audio stream reports beside {@code MediaStreamNotification}. Spec: Middleware API, {@code AudioStream}. */
public sealed interface AudioStreamNotification extends Notification {

    @Override
    MediaStream sender();

    @Override
    default String name() {
        return "AudioStream"
                + getClass()
                        .getSimpleName()
                        .replace("Dtmf", "DTMF")
                        .replace("Rtp", "RTP")
                        .replace("Ice", "ICE");
    }

    /** Hold began or ended, as the originator sees it. */
    record DidChangeHoldState(MediaStream sender, Instant timestamp, Originator originator, boolean onHold)
            implements AudioStreamNotification {}

    record WillStartRecordingAudio(MediaStream sender, Instant timestamp, Path file)
            implements AudioStreamNotification {}

    record DidStartRecordingAudio(MediaStream sender, Instant timestamp, Path file)
            implements AudioStreamNotification {}

    record WillStopRecordingAudio(MediaStream sender, Instant timestamp, Path file)
            implements AudioStreamNotification {}

    record DidStopRecordingAudio(MediaStream sender, Instant timestamp, Path file) implements AudioStreamNotification {}

    /** Codec, rate or addresses are new. */
    record DidChangeRtpParameters(MediaStream sender, Instant timestamp) implements AudioStreamNotification {}

    /** The peer pressed a key. */
    record GotDtmf(MediaStream sender, Instant timestamp, char digit) implements AudioStreamNotification {}

    /** No RTP for the configured time; {@code gotAny} tells whether there ever was any. */
    record DidTimeout(MediaStream sender, Instant timestamp, boolean gotAny) implements AudioStreamNotification {}

    /** ICE got one step further; told by the RTP transport as {@code RTPTransportICENegotiationStateDidChange}. */
    record IceNegotiationStateDidChange(MediaStream sender, Instant timestamp, IceState state)
            implements AudioStreamNotification {}

    /**
     * ICE has found a way to the peer.
     *
     * @param result the same data as the RTP transport told
     */
    record IceNegotiationDidSucceed(
            MediaStream sender, Instant timestamp, RtpTransportNotification.IceNegotiationDidSucceed result)
            implements AudioStreamNotification {}

    /** ICE has found none; media is sent to where the peer's SDP says. */
    record IceNegotiationDidFail(MediaStream sender, Instant timestamp, String reason)
            implements AudioStreamNotification {}
}
