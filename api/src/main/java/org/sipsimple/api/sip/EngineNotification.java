/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.net.InetSocketAddress;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.Notification;

/** What an {@link Engine} reports. Spec: SIP Core API, "Notifications" of {@code Engine}. */
public sealed interface EngineNotification extends Notification {

    @Override
    Engine sender();

    @Override
    default String name() {
        return "SIPEngine" + getClass().getSimpleName().replace("Sip", "SIP");
    }

    /** The engine begins to start. */
    record WillStart(Engine sender, Instant timestamp) implements EngineNotification {}

    /** The engine listens on all its transports. */
    record DidStart(Engine sender, Instant timestamp) implements EngineNotification {}

    /** The engine could not start, or broke while running. */
    record DidFail(Engine sender, Instant timestamp, String reason) implements EngineNotification {}

    /** The engine begins to stop. */
    record WillEnd(Engine sender, Instant timestamp) implements EngineNotification {}

    /** The engine has stopped and holds nothing native any more. */
    record DidEnd(Engine sender, Instant timestamp) implements EngineNotification {}

    /** A line of the PJSIP log. */
    record Log(Engine sender, Instant timestamp, int level, String message) implements EngineNotification {}

    /**
     * A message on the wire. Passwords never are in SIP messages; digest responses are, so treat traces as private.
     *
     * @param received true when it came in
     */
    record SipTrace(
            Engine sender,
            Instant timestamp,
            boolean received,
            Transport transport,
            InetSocketAddress source,
            InetSocketAddress destination,
            SipMessage message)
            implements EngineNotification {}

    /**
     * A MESSAGE came outside a dialog and was answered 200.
     *
     * @param body what it says, null when it says nothing
     */
    record GotMessage(
            Engine sender,
            Instant timestamp,
            SipUri requestUri,
            FromHeader from,
            ToHeader to,
            SipHeaders headers,
            @Nullable SipBody body)
            implements EngineNotification {}

    /** An exception inside the engine's own event handling; the engine goes on. */
    record GotException(Engine sender, Instant timestamp, Throwable cause) implements EngineNotification {}

    /** A TLS connection failed or a certificate was refused; the engine goes on. */
    record TlsFailure(Engine sender, Instant timestamp, InetSocketAddress peer, String reason)
            implements EngineNotification {
        @Override
        public String name() {
            return "SIPEngineTLSFailure";
        }
    }

    /**
     * What {@link Engine#detectNatType} has found out.
     *
     * @param userData what that was called with
     * @param natType null when it failed
     * @param error null when it succeeded
     */
    record DetectedNatType(
            Engine sender,
            Instant timestamp,
            boolean succeeded,
            @Nullable Object userData,
            @Nullable NatType natType,
            @Nullable String error)
            implements EngineNotification {
        @Override
        public String name() {
            return "SIPEngineDetectedNATType";
        }
    }
}
