/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.Invitation.Invite;
import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.api.sip.Invitation.SubState;
import org.sipsimple.api.sip.InvitationNotification;
import org.sipsimple.api.sip.InvitationNotification.ChangedState;
import org.sipsimple.api.sip.InvitationNotification.GotSdpUpdate;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;

/** One side of a call and what it has reported. */
final class CallEnd {
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    final Invitation call;
    private final LinkedBlockingQueue<InvitationNotification> reports = new LinkedBlockingQueue<>();
    private final List<InvitationNotification> seen = new ArrayList<>();

    CallEnd(NotificationCenter notifications, Invitation call) {
        this.call = call;
        notifications.observe(InvitationNotification.class, call, reports::add);
    }

    static SdpSession sdp(int port, String direction) {
        return SdpSession.parse("v=0\r\no=- 77 " + port + " IN IP4 127.0.0.1\r\ns= \r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=audio " + port
                + " RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na="
                + direction + "\r\n");
    }

    void invite(SipUri target, Route route, ContactHeader contact, @Nullable SdpSession sdp) {
        invite(target, route, contact, sdp, null, TIMEOUT);
    }

    void invite(
            SipUri target,
            Route route,
            ContactHeader contact,
            @Nullable SdpSession sdp,
            @Nullable Credentials credentials,
            Duration timeout) {
        call.sendInvite(new Invite(
                target,
                FromHeader.parse("\"Alice\" <sip:alice@127.0.0.1>"),
                ToHeader.of(SipUri.parse("sip:bob@127.0.0.1")),
                contact,
                route,
                sdp,
                credentials,
                List.of(),
                timeout));
    }

    /** Waits for the next report of that type and passes over others, which stay in {@link #seen()}. */
    <T extends InvitationNotification> T await(Class<T> type) {
        while (true) {
            InvitationNotification next =
                    EngineHarness.take(reports, type.getSimpleName() + " of a call that reported " + seen);
            seen.add(next);
            if (type.isInstance(next)) {
                return type.cast(next);
            }
        }
    }

    /** Waits until that state is reported. */
    ChangedState await(State state, SubState subState) {
        while (true) {
            ChangedState change = await(ChangedState.class);
            if (change.state() == state && change.subState() == subState) {
                return change;
            }
        }
    }

    ChangedState await(State state) {
        return await(state, SubState.NORMAL);
    }

    GotSdpUpdate awaitSdp() {
        return await(GotSdpUpdate.class);
    }

    /** The states that have been waited for or passed over, each with its code. */
    List<String> states() {
        return seen.stream()
                .filter(ChangedState.class::isInstance)
                .map(ChangedState.class::cast)
                .map(change -> change.state() + " " + change.code())
                .toList();
    }

    List<InvitationNotification> seen() {
        return seen;
    }
}
