/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.IceCandidate;
import org.sipsimple.api.media.IceOptions;
import org.sipsimple.api.media.RtpTransport;
import org.sipsimple.api.media.RtpTransportNotification;
import org.sipsimple.api.media.RtpTransportOptions;
import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.EngineOptions.PortRange;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaEvent;
import org.sipsimple.pjsip.MediaOp;

/** Owns a native pair of sockets; {@link #close} or the end of the engine frees it. */
final class NativeRtpTransport implements RtpTransport, NativeEventHandler {
    private static final Logger LOG = System.getLogger(NativeRtpTransport.class.getName());
    private static final int BUSY = 70_011;
    private static final int RESETS = 10;
    private static final Duration RESET_PAUSE = Duration.ofMillis(20);

    private final EngineCore core;
    private final RtpTransportOptions options;
    private final SrtpLines srtp;
    private final @Nullable IceAgent ice;

    // guarded by this, never while a command runs
    private State state = State.NULL;
    private long id; // with ICE another one for each STUN server
    private @Nullable InetSocketAddress localAddress;
    private int resetsLeft;
    private @Nullable InetSocketAddress remoteInSdp;

    private String suiteTold = ""; // event thread only

    NativeRtpTransport(EngineCore core, RtpPorts allPorts, RtpTransportOptions options) throws SipCoreException {
        this.core = core;
        this.options = options;
        this.srtp = new SrtpLines(options.srtp());
        this.id = core.nextId();
        this.ice = options.ice() == null
                ? null
                : new IceAgent(core, this, options.ice(), isIpv6(boundAddress()), new Gathering());
        if (ice != null) {
            return; // sockets come with the candidates
        }
        PortRange ports = core.options().rtpPorts();
        String address = boundAddress();
        FieldWriter args = new FieldWriter()
                .putText(address)
                .putInt(ports.first())
                .putInt(ports.last())
                .putInt(allPorts.after(ports))
                .putInt(srtp.policy().ordinal());
        String operation = "bind RTP to a port of " + ports.first() + "-" + ports.last()
                + (address == null ? "" : " on " + address);
        localAddress = MediaAddresses.parse(
                core.call(operation, MediaOp.RTP_CREATE, id, args).readText());
        core.register(id, this);
    }

    private @Nullable String boundAddress() {
        String asked = options.localAddress();
        String bound = core.options().bindAddress();
        return asked == null || bound != null && MediaAddresses.isWildcard(asked) ? bound : asked;
    }

    private static boolean isIpv6(@Nullable String address) {
        return address != null && address.indexOf(':') >= 0;
    }

    synchronized long id() {
        return id;
    }

    // ---- candidates

    /** What comes of the candidates; on the event thread. */
    private final class Gathering implements IceAgent.Gathering {
        @Override
        public void gathered(InetSocketAddress defaultCandidate) {
            synchronized (NativeRtpTransport.this) {
                localAddress = defaultCandidate;
            }
            initialized();
        }

        @Override
        public void failed(int status, String reason) {
            gatheringFailed(reason);
        }
    }

    /** Makes sockets and asks servers; {@link MediaEvent#ICE} or {@link Event#COMMAND_FAILED} tells how it went. */
    private void gather(IceAgent agent) {
        PortRange ports = core.options().rtpPorts();
        long made;
        synchronized (this) {
            made = id;
        }
        FieldWriter args = new FieldWriter()
                .putInt(srtp.policy().ordinal())
                .putText(boundAddress())
                .putInt(ports.first())
                .putInt(ports.last())
                .putFlag(core.addresses().size() > 1);
        core.register(made, this);
        core.post("gather candidates", MediaOp.RTP_CREATE_ICE, made, agent.putServers(args));
    }

    /** A transport whose server did not answer is of no use to PJSIP: another one is made for the next server. */
    private void gatheringFailed(String reason) {
        IceAgent agent = ice;
        if (agent == null || state() == State.INVALID) {
            return;
        }
        release(id());
        if (agent.tryNextServer()) {
            synchronized (this) {
                id = core.nextId();
            }
            gather(agent);
        } else if (invalidate()) {
            agent.failed();
            fail("gather candidates: " + reason);
        }
    }

    private void release(long old) {
        core.unregister(old);
        core.post("close RTP", MediaOp.RTP_CLOSE, old, new FieldWriter());
    }

    private void fail(String reason) {
        core.notifications()
                .post(new RtpTransportNotification.DidFail(
                        this, core.scheduler().now(), reason));
    }

    // ---- states

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public void setInit() throws SipCoreException {
        switch (state()) {
            case INVALID -> throw misuse("prepare");
            case WAIT_STUN -> LOG.log(Level.DEBUG, "candidates are being gathered already");
            case LOCAL, ESTABLISHED -> {
                synchronized (this) {
                    resetsLeft = RESETS;
                }
                reset();
            }
            case INIT -> initialized();
            case NULL -> {
                if (ice == null) {
                    initialized();
                } else if (advance(State.WAIT_STUN, null)) {
                    if (!core.isRunning()) {
                        throw new SipCoreException("gather candidates", "the engine is not running");
                    }
                    ice.gathering();
                    gather(ice);
                }
            }
        }
    }

    /** Goes on when {@link MediaEvent#RTP_RESET} comes, or {@link Event#COMMAND_FAILED}. */
    private void reset() {
        core.post("reset RTP", MediaOp.RTP_RESET, id(), new FieldWriter());
    }

    /** A stream that was just stopped is let go by its mixer a tick later, so another try may do. */
    private void resetFailed(int status, String reason) {
        boolean again;
        synchronized (this) {
            again = status == BUSY && resetsLeft-- > 0;
        }
        if (again) {
            core.scheduler().schedule(RESET_PAUSE, this::reset);
        } else {
            fail("reset RTP: " + reason);
        }
    }

    private void initialized() {
        if (advance(State.INIT, null)) {
            core.notifications()
                    .post(new RtpTransportNotification.DidInitialize(
                            this, core.scheduler().now()));
        }
    }

    @Override
    public SdpSession setLocal(SdpSession localSdp, int index) throws SipCoreException {
        State before = state();
        requireReady(before, "make an offer");
        SdpSession completed = complete("make an RTP offer", localSdp, null, index);
        if (before == State.INIT) {
            advance(State.LOCAL, null);
        }
        return completed;
    }

    @Override
    public SdpSession setEstablished(SdpSession localSdp, SdpSession remoteSdp, int index) throws SipCoreException {
        State before = state();
        requireReady(before, "start RTP");
        SdpMedia remote = medium(remoteSdp, index);
        srtp.requireStartable(remoteSdp, index);
        // later answers come complete from answer() as a rule
        boolean incomplete = srtp.haveKeys(remoteSdp, index) && !srtp.haveKeys(localSdp, index);
        SdpSession completed = before == State.INIT || incomplete ? answer(localSdp, remoteSdp, index) : localSdp;
        if (ice != null) {
            ice.exchange(medium(completed, index), remote);
        }
        core.call(
                "start RTP",
                MediaOp.RTP_START,
                id(),
                new FieldWriter()
                        .putBytes(connected(srtp.shown(completed, index, remoteSdp))
                                .toBytes())
                        .putBytes(reachable(srtp.shown(remoteSdp, index, remoteSdp), index)
                                .toBytes())
                        .putInt(index));
        advance(State.ESTABLISHED, MediaAddresses.of(remoteSdp, remote));
        return completed;
    }

    /**
     * Completes our answer to an offer without starting; goes to LOCAL from INIT.
     *
     * @return {@code localSdp} with crypto as chosen from the offer
     */
    SdpSession answer(SdpSession localSdp, SdpSession offer, int index) throws SipCoreException {
        String transport = medium(offer, index).transport();
        srtp.requireAnswerable(offer, index);
        SdpSession completed =
                complete("answer RTP", localSdp, reachable(srtp.shown(offer, index, offer), index), index);
        // back to what was offered, after the policy had it raised to RTP/SAVP
        completed = completed.withMedia(index, medium(completed, index).withTransport(transport));
        if (srtp.isMandatory() && !srtp.haveKeys(completed, index)) {
            throw new SipCoreException("answer RTP", "no crypto suite of the offer is known");
        }
        if (state() == State.INIT) {
            advance(State.LOCAL, null);
        }
        return completed;
    }

    /** ICE compares the address with candidates, and DTLS sends to it: the native side can do that for literals alone. */
    private SdpSession reachable(SdpSession remote, int index) throws SipCoreException {
        return ice == null && !srtp.isDtls() ? remote : MediaAddresses.withLiteral(remote, index);
    }

    private SdpSession complete(String operation, SdpSession local, @Nullable SdpSession remote, int index)
            throws SipCoreException {
        SdpMedia ours = medium(local, index);
        byte[] theirs = remote == null ? null : remote.toBytes();
        byte[] completed = core.call(
                        operation,
                        MediaOp.RTP_COMPLETE,
                        id(),
                        new FieldWriter()
                                .putBytes(connected(local).toBytes())
                                .putBytes(theirs)
                                .putInt(index))
                .readBytes();
        SdpMedia changed = medium(SdpSession.parse(completed), index);
        // PJSIP does not keep all that a description may hold
        SdpMedia kept = ours.withTransport(changed.transport()).withAttributes(changed.attributes());
        // with ICE the address is that of the default candidate
        return local.withMedia(
                index, ice == null ? kept : kept.withPort(changed.port()).withConnection(changed.connection()));
    }

    /** PJSIP refuses a description without any {@code c=} line, which a session may still add. */
    private static SdpSession connected(SdpSession sdp) {
        return sdp.connection() == null ? sdp.withConnection(SdpConnection.of(sdp.address())) : sdp;
    }

    private static SdpMedia medium(SdpSession sdp, int index) throws SipCoreException {
        if (index < 0 || index >= sdp.media().size()) {
            throw new SipCoreException("read SDP", "there is no medium " + index);
        }
        return sdp.media().get(index);
    }

    private void requireReady(State now, String operation) throws SipCoreException {
        if (now == State.NULL || now == State.WAIT_STUN || now == State.INVALID) {
            throw misuse(operation);
        }
    }

    private SipCoreException misuse(String operation) {
        return new SipCoreException(operation, "the RTP transport is in state " + state());
    }

    /** False when it was closed meanwhile. */
    private synchronized boolean advance(State next, @Nullable InetSocketAddress remote) {
        if (state == State.INVALID) {
            return false;
        }
        state = next;
        remoteInSdp = remote;
        return true;
    }

    @Override
    public synchronized Optional<InetSocketAddress> localAddress() {
        return state == State.INVALID ? Optional.empty() : Optional.ofNullable(localAddress);
    }

    @Override
    public synchronized Optional<InetSocketAddress> remoteAddressInSdp() {
        return Optional.ofNullable(remoteInSdp);
    }

    private record Info(String from, boolean encrypted, String suite) {
        static final Info NONE = new Info("", false, "");
    }

    private Info info() {
        if (state() != State.ESTABLISHED) {
            return Info.NONE;
        }
        try {
            FieldReader answer = core.call("look at RTP", MediaOp.RTP_INFO, id(), new FieldWriter());
            return new Info(answer.readText(), answer.readFlag(), answer.readText());
        } catch (SipCoreException e) {
            LOG.log(Level.DEBUG, "the transport was closed meanwhile", e);
            return Info.NONE;
        }
    }

    @Override
    public Optional<InetSocketAddress> remoteAddressReceived() {
        String from = info().from();
        return from.isEmpty() ? Optional.empty() : Optional.of(MediaAddresses.parse(from));
    }

    @Override
    public SrtpPolicy srtpPolicy() {
        return srtp.policy();
    }

    @Override
    public boolean srtpActive() {
        return info().encrypted();
    }

    @Override
    public Optional<String> srtpSuite() {
        Info info = info();
        return info.encrypted() ? Optional.of(info.suite()) : Optional.empty();
    }

    @Override
    public Optional<IceOptions> iceOptions() {
        return Optional.ofNullable(options.ice());
    }

    @Override
    public boolean iceActive() {
        return ice != null && ice.isRunning();
    }

    @Override
    public Optional<InetSocketAddress> remoteAddressIce() {
        return Optional.ofNullable(ice).flatMap(IceAgent::remoteAddress);
    }

    @Override
    public Optional<IceCandidate.Type> localCandidateType() {
        return Optional.ofNullable(ice).flatMap(IceAgent::localType);
    }

    @Override
    public Optional<IceCandidate.Type> remoteCandidateType() {
        return Optional.ofNullable(ice).flatMap(IceAgent::remoteType);
    }

    @Override
    public void close() {
        boolean made = ice == null || state() != State.NULL;
        if (invalidate() && made) {
            release(id());
        }
    }

    private synchronized boolean invalidate() {
        boolean first = state != State.INVALID;
        state = State.INVALID;
        remoteInSdp = null;
        return first;
    }

    @Override
    public void onEvent(int type, int code, FieldReader payload) {
        IceAgent agent = ice;
        if (type == MediaEvent.RTP_RESET) {
            suiteTold = "";
            if (agent != null) {
                agent.reset();
            }
            initialized();
        } else if (type == MediaEvent.ICE && agent != null) {
            agent.onEvent(code, payload);
        } else if (type == MediaEvent.DTLS) {
            handshakeEnded(code, payload.readText(), payload.readText());
        } else if (type == Event.COMMAND_FAILED) {
            commandFailed(payload.readInt(), code, payload.readText());
        } else {
            LOG.log(Level.DEBUG, () -> "unexpected event 0x" + Integer.toHexString(type) + " of an RTP transport");
        }
    }

    private void handshakeEnded(int status, String reason, String suite) {
        if (status != 0) {
            fail("DTLS: " + reason);
        } else if (!suite.equals(suiteTold)) {
            suiteTold = suite;
            core.notifications()
                    .post(new RtpTransportNotification.SrtpDidStart(
                            this, core.scheduler().now(), suite));
        }
    }

    private void commandFailed(int op, int status, String reason) {
        switch (op) {
            case MediaOp.RTP_RESET -> resetFailed(status, reason);
            case MediaOp.RTP_CREATE_ICE -> gatheringFailed(reason);
            default -> LOG.log(Level.DEBUG, () -> "an RTP transport was closed meanwhile: " + reason);
        }
    }

    @Override
    public void engineStopped() {
        invalidate();
    }
}
