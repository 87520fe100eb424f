/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.ReferralOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.threading.Scheduler;

/** What both sides make in the dialog of a {@link FakeInvitation} besides the call itself. For one thread only. */
final class FakeDialog {
    private static final Route ROUTE =
            new Route(FakeInvitation.PEER.getAddress(), FakeInvitation.PEER.getPort(), Transport.UDP);

    private final FakeInvitation invitation;
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final List<FakeReferral> referrals = new ArrayList<>();
    private final List<FakeMessage> messages = new ArrayList<>();

    FakeDialog(FakeInvitation invitation, NotificationCenter notifications, Scheduler scheduler) {
        this.invitation = invitation;
        this.notifications = notifications;
        this.scheduler = scheduler;
    }

    List<FakeReferral> referrals() {
        return List.copyOf(referrals);
    }

    List<FakeMessage> messages() {
        return List.copyOf(messages);
    }

    FakeReferral referral(ReferToHeader referTo) {
        ContactHeader contact = invitation.localContact().orElseGet(() -> ContactHeader.of(us().uri()));
        FakeReferral referral = new FakeReferral(
                ReferralOptions.of(new FromHeader(us()), new ToHeader(peer()), referTo, contact, ROUTE),
                notifications,
                scheduler);
        referrals.add(referral);
        return referral;
    }

    FakeMessage message(SipBody body, List<SipHeader> extraHeaders) {
        FakeMessage message = new FakeMessage(
                new MessageOptions(new FromHeader(us()), new ToHeader(peer()), ROUTE, body, null, extraHeaders),
                notifications,
                scheduler);
        messages.add(message);
        return message;
    }

    /** A REFER of the peer, which the session is told of. */
    FakeIncomingReferral referralOfPeer(ReferToHeader referTo, List<SipHeader> extraHeaders) {
        FakeIncomingReferral referral = new FakeIncomingReferral(
                notifications, scheduler, invitation, peer().uri(), us().uri(), referTo, extraHeaders);
        referral.announce();
        return referral;
    }

    private NameAddress us() {
        return invitation.localIdentity().orElseThrow();
    }

    private NameAddress peer() {
        return invitation.remoteIdentity().orElseThrow();
    }
}
