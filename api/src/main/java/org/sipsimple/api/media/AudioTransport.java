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
     * Our media line: an offer with all allowed codecs, or the answer to the latest offer this transport has seen. It is
     * complete: it has passed the {@link #transport()}, which goes to LOCAL from INIT, and payload numbers that had a
     * meaning before keep it.
     *
     * @param offer true for an offer
     */
    SdpMedia localMedia(boolean offer, MediaDirection direction) throws SipCoreException;

    /**
     * The answer to an offer, first or later: the first allowed codec that is in it, under the offer's payload numbers.
     *
     * @param index which media line of {@code remoteOffer}
     * @param direction what we want; the answer allows no more than the offer
     */
    SdpMedia localMedia(SdpSession remoteOffer, int index, MediaDirection direction) throws SipCoreException;

    /**
     * Starts with the SDP agreed on, which the RTP transport is established by as well. A host name as media address is
     * looked up here.
     *
     * @param noMediaTimeout DidNotGetRtp is posted each time nothing came for so long though something was to come; zero
     *     for never
     */
    void start(SdpSession localSdp, SdpSession remoteSdp, int index, Duration noMediaTimeout) throws SipCoreException;

    /**
     * Sends and receives according to our agreed direction; only when started. What ends falls over 5 ms in the next frame, and
     * what begins rises.
     */
    void updateDirection(MediaDirection direction) throws SipCoreException;

    /**
     * Goes on with newly agreed SDP; only when started. The direction changes at once; where codec, payload numbers,
     * crypto or addresses changed, the stream restarts in the same slot, its connections kept.
     */
    void update(SdpSession localSdp, SdpSession remoteSdp, int index) throws SipCoreException;

    /** Sends one digit as RFC 4733 event: 0-9, A-D, * or #. */
    void sendDtmf(char digit) throws SipCoreException;

    /** Ends the stream and frees its slot; cannot be started again. Idempotent. */
    void stop();

    /** Whether it sends and receives now. */
    boolean isActive();

    /** Whether it was ever started; stays true after {@link #stop}. */
    boolean isStarted();

    /** In percent of what the peer sends, 100 by default. */
    int volume();

    /** @throws SipCoreException when it is not within 0 to 400 */
    void setVolume(int percent) throws SipCoreException;

    /** The mixer that it has its slot in; not closed with it. */
    AudioMixer mixer();

    /** What it sends and receives by; not closed with it. */
    RtpTransport transport();

    /** The slot in the mixer while started. */
    Optional<Integer> slot();

    /** Negotiated codec, as named in SDP, while started. */
    Optional<String> codec();

    /**
     * The sample rate of the negotiated codec in Hz, while started: the clock rate of SDP, so 48000 for opus, however narrow
     * the sound in it is (RFC 7587 section 4.1); but 16000 for G.722, whose 8000 in SDP is a mistake kept for
     * compatibility (RFC 3551 section 4.5.2).
     */
    Optional<Integer> sampleRate();

    /** As agreed in SDP; SENDRECV before. */
    MediaDirection direction();

    /** Packet counts, loss and jitter up to now. */
    RtpStatistics statistics();

    /** The same as {@link #stop()}. */
    @Override
    void close();
}
