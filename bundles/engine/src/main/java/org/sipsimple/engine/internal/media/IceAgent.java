/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.IceCandidate;
import org.sipsimple.api.media.IceCheck;
import org.sipsimple.api.media.IceOptions;
import org.sipsimple.api.media.IceState;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportNotification;
import org.sipsimple.api.media.RtpTransportNotification.ChosenCandidates;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;

/** What ICE does in one RTP transport, and the notifications of it. Thread-safe; waits for nothing. */
final class IceAgent {
    private static final int GATHERED = 1;
    private static final int NEGOTIATING = 2;

    /** Told on the event thread how gathering ended. */
    interface Gathering {
        void gathered(InetSocketAddress defaultCandidate);

        void failed(int status, String reason);
    }

    /** The ends of one component's chosen pair. */
    private record Pair(
            IceCandidate.Type localType,
            InetSocketAddress local,
            IceCandidate.Type remoteType,
            InetSocketAddress remote) {
        static Pair read(FieldReader fields) {
            return new Pair(type(fields), MediaAddresses.parse(fields.readText()), type(fields), address(fields));
        }

        private static IceCandidate.Type type(FieldReader fields) {
            return IceCandidate.Type.values()[fields.readInt()];
        }

        private static InetSocketAddress address(FieldReader fields) {
            return MediaAddresses.parse(fields.readText());
        }
    }

    private final EngineCore core;
    private final RtpTransport transport;
    private final IceOptions options;
    private final List<InetSocketAddress> stunServers;
    private final IceOptions.@Nullable TurnServer turnServer;
    private final Gathering gathering;

    // guarded by this
    private int server;
    private List<IceCandidate> ours = List.of();
    private List<IceCandidate> theirs = List.of();
    private List<Pair> chosen = List.of();
    private long negotiatingSince;

    /** @param ipv6 whether the sockets that ask servers are of that family: only servers of theirs are asked */
    IceAgent(EngineCore core, RtpTransport transport, IceOptions options, boolean ipv6, Gathering gathering) {
        this.core = core;
        this.transport = transport;
        this.options = options;
        this.stunServers = options.stunServers().stream()
                .filter(stun -> stun.getAddress() instanceof Inet6Address == ipv6)
                .toList();
        IceOptions.TurnServer relay = options.turn();
        this.turnServer = relay != null && relay.address().getAddress() instanceof Inet6Address == ipv6 ? relay : null;
        this.gathering = gathering;
    }

    IceOptions options() {
        return options;
    }

    /** Appends which servers are to be asked, for {@code RTP_CREATE_ICE}. */
    FieldWriter putServers(FieldWriter args) {
        InetSocketAddress stun = stunServer();
        IceOptions.TurnServer turn = turnServer;
        args.putText(stun == null ? null : stun.getAddress().getHostAddress())
                .putInt(stun == null ? 0 : stun.getPort());
        if (turn == null) {
            return args.putText(null).putInt(0).putFlag(false).putText(null).putText(null);
        }
        return args.putText(turn.address().getAddress().getHostAddress())
                .putInt(turn.address().getPort())
                .putFlag(turn.transport() == IceOptions.TurnTransport.TCP)
                .putText(turn.user())
                .putText(turn.password());
    }

    private synchronized @Nullable InetSocketAddress stunServer() {
        return server < stunServers.size() ? stunServers.get(server) : null;
    }

    /** Goes on to the next STUN server; false when there is none. */
    synchronized boolean tryNextServer() {
        return ++server < stunServers.size();
    }

    void gathering() {
        report(IceState.GATHERING);
    }

    /** An {@code ICE} event came. */
    void onEvent(int status, FieldReader payload) {
        int phase = payload.readInt();
        String text = payload.readText();
        String address = payload.readText();
        List<Pair> pairs = payload.readList(Pair::read);
        switch (phase) {
            case GATHERED -> {
                if (status == 0) {
                    report(IceState.GATHERED);
                    gathering.gathered(MediaAddresses.parse(address));
                } else {
                    gathering.failed(status, text);
                }
            }
            case NEGOTIATING -> {
                synchronized (this) {
                    negotiatingSince = System.nanoTime();
                }
                report(IceState.NEGOTIATING);
            }
            default -> negotiated(status, text, pairs);
        }
    }

    private void negotiated(int status, String text, List<Pair> pairs) {
        if (status != 0 || pairs.isEmpty()) {
            report(IceState.FAILED);
            core.notifications()
                    .post(new RtpTransportNotification.IceNegotiationDidFail(
                            transport, core.scheduler().now(), text.isEmpty() ? "no pair was chosen" : text));
            return;
        }
        RtpTransportNotification success;
        synchronized (this) {
            chosen = pairs;
            success = success(Duration.ofNanos(System.nanoTime() - negotiatingSince));
        }
        report(IceState.RUNNING);
        core.notifications().post(success);
    }

    private RtpTransportNotification success(Duration duration) {
        Pair rtp = chosen.get(0);
        Pair rtcp = chosen.get(chosen.size() - 1); // the same when the peer has one component only
        List<IceCheck> checks = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            Pair pair = chosen.get(i);
            checks.add(new IceCheck(i, i + 1, pair.local(), pair.remote(), true, IceCheck.State.SUCCEEDED));
        }
        return new RtpTransportNotification.IceNegotiationDidSucceed(
                transport,
                core.scheduler().now(),
                new ChosenCandidates(rtp.localType(), rtp.local(), rtcp.localType(), rtcp.local()),
                new ChosenCandidates(rtp.remoteType(), rtp.remote(), rtcp.remoteType(), rtcp.remote()),
                duration,
                ours,
                theirs,
                checks);
    }

    void failed() {
        report(IceState.FAILED);
    }

    private void report(IceState state) {
        core.notifications()
                .post(new RtpTransportNotification.IceNegotiationStateDidChange(
                        transport, core.scheduler().now(), state));
    }

    /** Remembers what is about to be negotiated. */
    synchronized void exchange(SdpMedia local, SdpMedia remote) {
        ours = IceSdp.candidates(local);
        theirs = IceSdp.candidates(remote);
    }

    synchronized void reset() {
        chosen = List.of();
    }

    synchronized boolean isRunning() {
        return !chosen.isEmpty();
    }

    private synchronized Optional<Pair> rtp() {
        return chosen.stream().findFirst();
    }

    Optional<InetSocketAddress> remoteAddress() {
        return rtp().map(Pair::remote);
    }

    Optional<IceCandidate.Type> localType() {
        return rtp().map(Pair::localType);
    }

    Optional<IceCandidate.Type> remoteType() {
        return rtp().map(Pair::remoteType);
    }
}
