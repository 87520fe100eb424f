/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.Invitation.Invite;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.engine.internal.sip.InvitationPhase.Step;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldWriter;

/** One call on a fake core, and the native side's part of it. */
final class InvitationFixture {
    static final Duration TIMEOUT = Duration.ofSeconds(90);
    static final String PEER = "127.0.0.1:5070";

    final FakeCore core = new FakeCore();
    final NameResolver resolver = new NameResolver(core, target -> {
        throw new AssertionError("nothing to look up for " + target);
    });
    private final Calls.LocalAddress local =
            (transport, peer) -> new InetSocketAddress(Addresses.literal("127.0.0.1"), 5060);
    final PublicAddresses publicAddresses = new PublicAddresses(local);
    final Calls calls = new Calls(core, resolver, local, publicAddresses);
    Invitation call = calls.create();
    long id = 1;

    static Invite invite(@Nullable SdpSession sdp) {
        return new Invite(
                SipUri.parse("sip:bob@example.com"),
                FromHeader.parse("\"Alice\" <sip:alice@example.com>"),
                ToHeader.parse("<sip:bob@example.com>"),
                ContactHeader.parse("<sip:alice@127.0.0.1:5060>"),
                new Route(Addresses.literal("127.0.0.1"), 5070, Transport.UDP),
                sdp,
                null,
                List.of(),
                TIMEOUT);
    }

    void nativeState(int state, int code, String reason, byte @Nullable [] raw) {
        core.event(
                id,
                Event.INVITE_STATE,
                state,
                new FieldWriter()
                        .putInt(code)
                        .putText(reason)
                        .putBytes(raw)
                        .putText(raw == null ? "" : "udp")
                        .putText(raw == null ? "" : PEER));
    }

    void provisional(int code) {
        nativeState(3, code, "Ringing", Messages.response(code, "Ringing", "INVITE", "", ""));
    }

    void negotiated(int status, @Nullable String local, @Nullable String remote) {
        core.event(
                id,
                Event.SDP_NEGOTIATED,
                status,
                new FieldWriter()
                        .putBytes(local == null ? null : Messages.bytes(local))
                        .putBytes(remote == null ? null : Messages.bytes(remote)));
    }

    void success() {
        byte[] raw = Messages.response(200, "OK", "INVITE", "", Messages.ANSWER);
        nativeState(4, 200, "OK", raw);
        negotiated(0, Messages.OFFER, Messages.ANSWER);
        nativeState(5, 200, "OK", raw);
    }

    void incoming(@Nullable String sdp) {
        id = -5;
        core.event(
                id,
                Event.INVITE_RECEIVED,
                0,
                new FieldWriter()
                        .putBytes(Messages.request("INVITE", sdp == null ? "" : sdp))
                        .putBytes(sdp == null ? null : Messages.bytes(sdp))
                        .putText("udp")
                        .putText(PEER)
                        .putText("127.0.0.1:5060")
                        .putLong(0));
    }

    void acknowledged() {
        nativeState(5, 200, "OK", Messages.request("ACK", ""));
    }

    void reinvite(@Nullable String sdp) {
        core.event(
                id,
                Event.REINVITE_RECEIVED,
                0,
                new FieldWriter()
                        .putBytes(Messages.request("INVITE", sdp == null ? "" : sdp))
                        .putBytes(sdp == null ? null : Messages.bytes(sdp)));
    }

    void reinviteResult(int code, String reason) {
        core.event(
                id,
                Event.REINVITE_RESULT,
                code,
                new FieldWriter()
                        .putText("INVITE")
                        .putText(reason)
                        .putBytes(Messages.response(code, reason, "INVITE", "", "")));
    }

    void offerRequired() {
        core.event(id, Event.OFFER_REQUIRED, 0, new FieldWriter().putBytes(Messages.bytes(Messages.OFFER)));
    }

    void failed(int op, int status, String text) {
        core.event(
                id, Event.COMMAND_FAILED, status, new FieldWriter().putInt(op).putText(text));
    }

    List<String> states() {
        return core.center.of(ChangedState.class).stream()
                .map(change -> change.state() + "/" + change.subState() + " " + change.code())
                .toList();
    }

    /** Brings a new call to a phase by the way it really takes. */
    static InvitationFixture at(InvitationPhase phase) {
        InvitationFixture f = new InvitationFixture();
        switch (phase) {
            case IDLE -> {}
            case OUTGOING -> f.call.sendInvite(invite(Messages.offer()));
            case EARLY_OUT -> {
                f.call.sendInvite(invite(Messages.offer()));
                f.provisional(180);
            }
            case INCOMING -> f.callIn();
            case EARLY_IN -> {
                f.callIn();
                f.call.sendResponse(180);
            }
            case CONNECTING -> {
                f.callIn();
                f.call.sendResponse(200, Messages.answer());
            }
            case OFFERED -> {
                f.call.sendInvite(invite(null));
                f.nativeState(4, 200, "OK", Messages.response(200, "OK", "INVITE", "", Messages.OFFER));
                f.offerRequired();
            }
            case NORMAL -> f.connect();
            case SENT_PROPOSAL -> {
                f.connect();
                f.call.sendReinvite(Messages.offer(), List.of());
            }
            case RECEIVED_PROPOSAL -> {
                f.connect();
                f.reinvite(Messages.OFFER);
            }
            case RECEIVED_REQUEST -> {
                f.connect();
                f.reinvite(null);
            }
            case DISCONNECTING -> {
                f.connect();
                f.call.end(List.of(), Duration.ofSeconds(1));
            }
            case DISCONNECTED -> {
                f.connect();
                f.nativeState(6, 200, "OK", Messages.request("BYE", ""));
            }
        }
        f.core.posted.clear();
        f.core.center.posted.clear();
        return f;
    }

    private void callIn() {
        calls.handle(invitation -> call = invitation);
        incoming(Messages.OFFER);
    }

    void connect() {
        call.sendInvite(invite(Messages.offer()));
        success();
    }

    /** Does what the application does to take a step. */
    void demand(Step step) {
        switch (step) {
            case SEND_INVITE -> call.sendInvite(invite(Messages.offer()));
            case SEND_PROVISIONAL -> call.sendResponse(180);
            case ACCEPT -> call.sendResponse(200, Messages.answer());
            case REJECT -> call.sendResponse(486);
            case SEND_REINVITE -> call.sendReinvite(Messages.offer(), List.of());
            case CANCEL_REINVITE -> call.cancelReinvite();
            case END -> call.end(List.of(), Duration.ofSeconds(1));
            default -> throw new IllegalArgumentException(step + " is not the application's");
        }
    }
}
