/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.media;

import java.time.Duration;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;

/**
 * One audio stream on the wire: codec, jitter buffer and RTP between an {@link RtpTransport} and a slot of an {@link
 * AudioMixer}. Posts {@link AudioTransportNotification}. Thread-safe. Spec: SIP Core API, {@code AudioTransport}.
 */
@ProviderType
public interface AudioTransport extends AutoCloseable {

    /**
     * Our media line: an offer with all allowed codecs, or the answer to the offer this transport was made with.
     *
     * @param offer true for an offer
     */
    SdpMedia localMedia(boolean offer, MediaDirection direction) throws SipCoreException;

    /**
     * Starts with the SDP agreed on; the RTP transport must be established by the same SDP.
     *
     * @param noMediaTimeout after which DidNotGetRtp is posted when nothing came; zero for never
     */
    void start(SdpSession localSdp, SdpSession remoteSdp, int index, Duration noMediaTimeout) throws SipCoreException;

    /** Sends and receives according to our agreed direction; only when started. */
    void updateDirection(MediaDirection direction) throws SipCoreException;

    /** Restarts with newly negotiated SDP when codec or crypto changed; only when started. */
    void update(SdpSession localSdp, SdpSession remoteSdp, int index) throws SipCoreException;

    /** Sends one digit as RFC 4733 event: 0-9, A-D, * or #. */
    void sendDtmf(char digit) throws SipCoreException;

    /** Ends the stream and frees its slot; cannot be started again. Idempotent. */
    void stop();

    AudioMixer mixer();

    RtpTransport transport();

    /** The slot in the mixer while started. */
    Optional<Integer> slot();

    /** Negotiated codec, as named in SDP, while started. */
    Optional<String> codec();

    /** Its clock rate in Hz. */
    Optional<Integer> sampleRate();

    /** As agreed in SDP; SENDRECV before. */
    MediaDirection direction();

    /** Packet counts, loss and jitter up to now. */
    RtpStatistics statistics();

    /** The same as {@link #stop()}. */
    @Override
    void close();
}
