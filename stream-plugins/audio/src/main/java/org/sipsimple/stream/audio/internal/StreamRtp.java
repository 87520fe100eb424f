/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.media.IceOptions;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportNotification;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.stream.MediaStream;

/**
 * The RTP transport of a stream and what ICE tells of it. Where no STUN server answers, another transport takes its place
 * that has the candidates of the host alone. Thread-safe.
 */
final class StreamRtp {
    private static final Logger LOG = System.getLogger(StreamRtp.class.getName());

    /** Told once how the preparation ended, and of keys and failures afterwards. */
    interface Owner {
        void ready();

        void secured();

        void failed(String reason);
    }

    private final MediaStream stream;
    private final AudioParts parts;
    private final Owner owner;

    // guarded by this
    private @Nullable RtpTransport transport;
    private @Nullable Observation observation;
    private @Nullable String address;
    private @Nullable IceOptions ice;
    private @Nullable IceOptions wanted;
    private boolean initialized;
    private boolean closed;

    StreamRtp(MediaStream stream, AudioParts parts, Owner owner) {
        this.stream = stream;
        this.parts = parts;
        this.owner = owner;
    }

    /**
     * @param local the literal to bind to, as in {@link RtpTransportOptions}
     * @param options where candidates come from, null for no ICE
     */
    void open(SrtpPolicy policy, @Nullable String local, @Nullable IceOptions options) {
        synchronized (this) {
            address = local;
            wanted = options;
        }
        open(policy, options);
    }

    /** Gives up the transport that is ready and opens another one at another address. */
    void reopen(SrtpPolicy policy, @Nullable String local) {
        RtpTransport old;
        Observation heard;
        IceOptions options;
        synchronized (this) {
            old = transport;
            heard = observation;
            options = wanted;
            transport = null;
            initialized = false;
        }
        close(old, heard);
        open(policy, local, options);
    }

    private synchronized RtpTransportOptions at(SrtpPolicy policy, @Nullable IceOptions options) {
        return RtpTransportOptions.PLAIN
                .withLocalAddress(address)
                .withSrtp(policy)
                .withIce(options);
    }

    private void open(SrtpPolicy policy, @Nullable IceOptions options) {
        try {
            RtpTransport made = parts.media().createRtpTransport(at(policy, options));
            Observation heard =
                    parts.notifications().observe(RtpTransportNotification.class, made, event -> heard(policy, event));
            if (keep(made, heard, options)) {
                made.setInit();
            } else {
                heard.close();
                made.close();
            }
        } catch (SipCoreException failure) {
            owner.failed(failure.getMessage());
        }
    }

    /** False when the stream ended while servers were looked up. */
    private synchronized boolean keep(RtpTransport made, Observation heard, @Nullable IceOptions options) {
        if (!closed) {
            transport = made;
            observation = heard;
            ice = options;
        }
        return !closed;
    }

    synchronized Optional<RtpTransport> transport() {
        return Optional.ofNullable(transport);
    }

    private void heard(SrtpPolicy policy, RtpTransportNotification notification) {
        if (!isCurrent(notification.sender())) {
            return;
        }
        if (notification instanceof RtpTransportNotification.DidInitialize) {
            synchronized (this) {
                initialized = true;
            }
            owner.ready();
        } else if (notification instanceof RtpTransportNotification.DidFail failed) {
            if (giveUpServers()) {
                LOG.log(Level.WARNING, () -> stream + " goes on without STUN: " + failed.reason());
                open(policy, IceOptions.HOST_ONLY);
            } else {
                owner.failed(failed.reason());
            }
        } else if (notification instanceof RtpTransportNotification.SrtpDidStart) {
            owner.secured();
        } else {
            proxy(notification);
        }
    }

    private synchronized boolean isCurrent(RtpTransport sender) {
        return !closed && sender.equals(transport);
    }

    /** Lets go of a transport that has waited for servers in vain; false when servers were not the trouble. */
    private boolean giveUpServers() {
        RtpTransport old;
        Observation heard;
        synchronized (this) {
            if (initialized || closed || ice == null || ice.equals(IceOptions.HOST_ONLY)) {
                return false;
            }
            old = transport;
            heard = observation;
            transport = null;
        }
        close(old, heard);
        return true;
    }

    private void proxy(RtpTransportNotification notification) {
        if (notification instanceof RtpTransportNotification.IceNegotiationStateDidChange change) {
            parts.post(new AudioStreamNotification.IceNegotiationStateDidChange(
                    stream, change.timestamp(), change.state()));
        } else if (notification instanceof RtpTransportNotification.IceNegotiationDidSucceed success) {
            parts.post(new AudioStreamNotification.IceNegotiationDidSucceed(stream, success.timestamp(), success));
        } else if (notification instanceof RtpTransportNotification.IceNegotiationDidFail failure) {
            parts.post(
                    new AudioStreamNotification.IceNegotiationDidFail(stream, failure.timestamp(), failure.reason()));
        }
    }

    /** No more is told; the transport stays, for what it counts, until {@link #close}. */
    void silence() {
        Observation heard;
        synchronized (this) {
            closed = true;
            heard = observation;
            observation = null;
        }
        if (heard != null) {
            heard.close();
        }
    }

    void close() {
        silence();
        transport().ifPresent(RtpTransport::close);
    }

    private static void close(@Nullable RtpTransport old, @Nullable Observation heard) {
        if (heard != null) {
            heard.close();
        }
        if (old != null) {
            old.close();
        }
    }
}
