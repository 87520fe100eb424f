/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.stream;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Direction;

/**
 * One medium inside a session: what a media type plugin implements. A session calls the methods on its own serial
 * executor, one at a time and in this order: {@code initialize}, {@code localMedia}, {@code start}, then any number of
 * {@code localMedia}, {@code validateUpdate}, {@code update}, {@code hold}, {@code unhold}, and last {@code deactivate}
 * and {@code end}. {@code end} always comes once {@code initialize} was called. Methods return quickly; what takes time
 * is finished elsewhere and reported by {@link MediaStreamNotification} with the stream as sender. A method that throws has
 * failed the stream, and nothing else. Getters may be called from any thread.
 *
 * <p>Spec: Middleware API, {@code IMediaStream}.
 */
@ConsumerType
public interface MediaStream {

    /** The media type's name, for example {@code audio}; the same as its factory's. */
    String type();

    /**
     * Prepares what is needed to make SDP, then posts DidInitialize or DidFail.
     *
     * @param session the session this stream is offered in
     * @param direction INCOMING when the peer proposed the stream
     */
    void initialize(Session session, Direction direction);

    /**
     * The stream's media line.
     *
     * @param remoteOffer the offer to answer, null to make an offer
     * @param index which media line of {@code remoteOffer}; for an offer, the line this will become
     */
    SdpMedia localMedia(@Nullable SdpSession remoteOffer, int index);

    /**
     * Starts with the SDP agreed on, then posts DidStart or DidFail. Called once: later changes come by {@link #update}.
     */
    void start(SdpSession localSdp, SdpSession remoteSdp, int index);

    /** Whether the peer's new proposal for this stream can be taken. Changes nothing. */
    boolean validateUpdate(SdpSession remoteSdp, int index);

    /** Adapts to newly agreed SDP. On return the getters of hold tell what it says. */
    void update(SdpSession localSdp, SdpSession remoteSdp, int index);

    /**
     * Stops sending at once; {@link #localMedia} shows it from now on. {@link #onHoldByLocal} stays false until the peer
     * agreed. Nothing when not {@link #holdSupported}; once more the same.
     */
    void hold();

    /** The reverse, also when the peer refused the hold; media flows again once the peer agreed. */
    void unhold();

    /** The stream is about to be removed: from now on a closed connection is no error. */
    void deactivate();

    /** Posts WillEnd, frees everything, posts DidEnd. Further calls do nothing. */
    void end();

    boolean holdSupported();

    boolean onHoldByLocal();

    boolean onHoldByRemote();

    default boolean onHold() {
        return onHoldByLocal() || onHoldByRemote();
    }

    /** An optional power such as {@code org.sipsimple.api.audio.Dtmf}; callers go on without it when it is empty. */
    default <T> Optional<T> facet(Class<T> facet) {
        return facet.isInstance(this) ? Optional.of(facet.cast(this)) : Optional.empty();
    }
}
