/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineNotification.DetectedNatType;
import org.sipsimple.api.sip.NatType;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.engine.internal.core.NativeEventHandler;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaEvent;
import org.sipsimple.pjsip.MediaOp;

/** One look at the NAT between us and a STUN server: ends with one notification, whatever happens. */
public final class NatDetection implements NativeEventHandler {
    private final Engine engine;
    private final EngineCore core;
    private final @Nullable Object userData;
    private final String operation;
    private final long id;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<NatType> found = new CompletableFuture<>();

    private NatDetection(Engine engine, EngineCore core, InetSocketAddress server, @Nullable Object userData) {
        this.engine = engine;
        this.core = core;
        this.userData = userData;
        this.operation = "ask STUN server " + server + " for the kind of NAT";
        this.id = core.nextId();
    }

    /** See {@link Engine#detectNatType}. */
    public static CompletionStage<NatType> start(
            Engine engine, EngineCore core, InetSocketAddress server, @Nullable Object userData) {
        InetAddress address = server.getAddress();
        if (!(address instanceof Inet4Address)) {
            throw new IllegalArgumentException(server + " is no IPv4 address that has been looked up");
        }
        NatDetection detection = new NatDetection(engine, core, server, userData);
        core.register(detection.id, detection);
        core.post(
                detection.operation,
                MediaOp.DETECT_NAT,
                detection.id,
                new FieldWriter().putText(address.getHostAddress()).putInt(server.getPort()));
        if (!core.isRunning()) {
            detection.engineStopped();
        }
        return detection.found;
    }

    @Override
    public void onEvent(int type, int code, FieldReader payload) {
        if (type == MediaEvent.NAT_DETECTED && code == 0) {
            NatType kind = NatType.values()[payload.readInt()];
            end(kind, null);
            found.complete(kind);
        } else if (type == MediaEvent.NAT_DETECTED || type == Event.COMMAND_FAILED) {
            payload.readInt(); // no type, or the operation
            fail(new SipCoreException(operation, code, payload.readText()));
        }
    }

    @Override
    public void engineStopped() {
        fail(new SipCoreException(operation, "the engine is not running"));
    }

    private void fail(SipCoreException failure) {
        end(null, String.valueOf(failure.getMessage()));
        found.completeExceptionally(failure);
    }

    private void end(@Nullable NatType kind, @Nullable String error) {
        core.unregister(id);
        if (ended.compareAndSet(false, true)) {
            core.notifications()
                    .post(new DetectedNatType(engine, core.scheduler().now(), kind != null, userData, kind, error));
        }
    }
}
