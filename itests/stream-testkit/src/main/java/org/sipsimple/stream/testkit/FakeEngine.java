/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.Message;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.sip.NatType;
import org.sipsimple.api.sip.Publication;
import org.sipsimple.api.sip.PublicationOptions;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.Referral;
import org.sipsimple.api.sip.ReferralOptions;
import org.sipsimple.api.sip.Registration;
import org.sipsimple.api.sip.RegistrationOptions;
import org.sipsimple.api.sip.Request;
import org.sipsimple.api.sip.RequestOptions;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Subscription;
import org.sipsimple.api.sip.SubscriptionOptions;
import org.sipsimple.api.sip.TlsOptions;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.threading.Scheduler;

/** An engine without a network: what it makes is kept for the test to play the peer with. For one thread only. */
public final class FakeEngine implements Engine {
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final List<FakeInvitation> invitations = new ArrayList<>();
    private final List<FakeRegistration> registrations = new ArrayList<>();
    private final List<FakeReferral> referrals = new ArrayList<>();
    private final List<FakeSubscription> subscriptions = new ArrayList<>();
    private final List<FakeMessage> messages = new ArrayList<>();
    private final Set<String> incomingEvents = new TreeSet<>();
    private final Set<InetAddress> left = new HashSet<>();
    private final Map<Route, InetSocketAddress> sights = new HashMap<>();
    private @Nullable Consumer<Invitation> handler;
    private boolean tracesSip;
    private int logLevel;
    private Consumer<FakeMessage> messagePeer = message -> {};
    private InetAddress address = InetAddress.getLoopbackAddress();

    private boolean hasIpv4 = true;

    public FakeEngine(NotificationCenter notifications, Scheduler scheduler) {
        this.notifications = notifications;
        this.scheduler = scheduler;
    }

    /** The invitations made so far, outgoing and incoming. */
    public List<FakeInvitation> invitations() {
        return List.copyOf(invitations);
    }

    public FakeInvitation lastInvitation() {
        return invitations.get(invitations.size() - 1);
    }

    /** The registrations made so far. */
    public List<FakeRegistration> registrations() {
        return List.copyOf(registrations);
    }

    /** The referrals with a dialog of their own made so far; those within calls are their {@link FakeInvitation#referrals}. */
    public List<FakeReferral> referrals() {
        return List.copyOf(referrals);
    }

    /** The subscriptions made so far. */
    public List<FakeSubscription> subscriptions() {
        return List.copyOf(subscriptions);
    }

    /** The messages outside dialogs made so far. */
    public List<FakeMessage> messages() {
        return List.copyOf(messages);
    }

    /** Who is told of each message that is sent from now on, and may answer it at once. */
    public void peerOfMessages(Consumer<FakeMessage> peer) {
        messagePeer = peer;
    }

    /** A peer sends a REFER outside calls. */
    public FakeIncomingReferral peerRefers(
            SipUri peer, SipUri target, ReferToHeader referTo, List<SipHeader> extraHeaders) {
        FakeIncomingReferral referral =
                new FakeIncomingReferral(notifications, scheduler, null, peer, target, referTo, extraHeaders);
        referral.announce();
        return referral;
    }

    /** A peer calls to take the place of a call that is there (RFC 3891). */
    public FakeInvitation peerReplaces(
            FakeInvitation replaced, SipUri caller, SipUri target, @Nullable SdpSession offer) {
        return announce(FakeInvitation.incoming(notifications, scheduler, caller, target, offer)
                .replacing(replaced));
    }

    /** A peer calls; {@code offer} is null for an INVITE without SDP. */
    public FakeInvitation peerCalls(SipUri caller, SipUri target, @Nullable SdpSession offer) {
        return announce(FakeInvitation.incoming(notifications, scheduler, caller, target, offer));
    }

    private FakeInvitation announce(FakeInvitation invitation) {
        invitations.add(invitation);
        Consumer<Invitation> taker = handler;
        if (taker == null) {
            invitation.sendResponse(480);
        } else {
            taker.accept(invitation);
        }
        return invitation;
    }

    @Override
    public State state() {
        return State.RUNNING;
    }

    @Override
    public CompletionStage<Void> start(EngineOptions options) {
        return CompletableFuture.failedFuture(new IllegalStateException("the engine is running"));
    }

    @Override
    public CompletionStage<Void> setPort(Transport transport, @Nullable Integer port) {
        return CompletableFuture.failedFuture(new IllegalStateException("there is no network here"));
    }

    @Override
    public CompletionStage<Void> setTlsOptions(TlsOptions tls, @Nullable Integer port) {
        return CompletableFuture.failedFuture(new IllegalStateException("there is no network here"));
    }

    @Override
    public CompletionStage<Void> stop() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public EngineOptions options() {
        return EngineOptions.defaults();
    }

    @Override
    public Optional<InetSocketAddress> listeningAddress(Transport transport) {
        return Optional.of(contactAddress());
    }

    @Override
    public List<InetSocketAddress> listeningAddresses(Transport transport) {
        return List.of(contactAddress());
    }

    @Override
    public InetSocketAddress contactAddress(Route route) {
        if (route.address() instanceof Inet6Address) {
            return new InetSocketAddress("::1", 5060);
        }
        if (!hasIpv4) {
            throw new IllegalStateException("no way to " + route.address().getHostAddress());
        }
        return contactAddress();
    }

    @Override
    public Optional<InetSocketAddress> publicAddress(Route route) {
        return Optional.ofNullable(sights.get(route));
    }

    /** From now on the next hop of that route sees us there. */
    public void seenAt(Route route, InetSocketAddress seen) {
        sights.put(route, seen);
    }

    private InetSocketAddress contactAddress() {
        return new InetSocketAddress(address, 5060);
    }

    /** From now on this host has IPv6 alone. */
    public void loseIpv4() {
        hasIpv4 = false;
    }

    /** From now on this is the IPv4 address of this host; the IPv6 one stays {@code ::1}. */
    public void moveTo(InetAddress newAddress) {
        address = newAddress;
    }

    /** Finds no NAT. */
    @Override
    public CompletionStage<NatType> detectNatType(InetSocketAddress stunServer, @Nullable Object userData) {
        notifications.post(
                new EngineNotification.DetectedNatType(this, scheduler.now(), true, userData, NatType.OPEN, null));
        return CompletableFuture.completedFuture(NatType.OPEN);
    }

    @Override
    public List<String> availableCodecs() {
        return List.of("PCMU", "PCMA");
    }

    @Override
    public void setTraceSip(boolean trace) {
        tracesSip = trace;
    }

    /** What {@link #setTraceSip} has said last. */
    public boolean tracesSip() {
        return tracesSip;
    }

    @Override
    public void leaveAddresses(Set<InetAddress> gone) {
        left.addAll(gone);
    }

    /** All that {@link #leaveAddresses} has been told. */
    public Set<InetAddress> left() {
        return Set.copyOf(left);
    }

    @Override
    public void setLogLevel(int level) {
        logLevel = level;
    }

    /** What {@link #setLogLevel} has said last. */
    public int logLevel() {
        return logLevel;
    }

    @Override
    public Invitation createInvitation() {
        FakeInvitation invitation = new FakeInvitation(notifications, scheduler);
        invitations.add(invitation);
        return invitation;
    }

    @Override
    public Registration createRegistration(RegistrationOptions options) {
        FakeRegistration registration = new FakeRegistration(options, notifications, scheduler);
        registrations.add(registration);
        return registration;
    }

    @Override
    public Request createRequest(RequestOptions options) {
        throw new UnsupportedOperationException("there is no network here");
    }

    @Override
    public Message createMessage(MessageOptions options) {
        FakeMessage message = new FakeMessage(options, notifications, scheduler, sent -> messagePeer.accept(sent));
        messages.add(message);
        return message;
    }

    @Override
    public Publication createPublication(PublicationOptions options) {
        throw new UnsupportedOperationException("there is no network here");
    }

    @Override
    public Subscription createSubscription(SubscriptionOptions options) {
        FakeSubscription subscription = new FakeSubscription(options, notifications, scheduler);
        subscriptions.add(subscription);
        return subscription;
    }

    @Override
    public Referral createReferral(ReferralOptions options) {
        FakeReferral referral = new FakeReferral(options, notifications, scheduler);
        referrals.add(referral);
        return referral;
    }

    @Override
    public void addIncomingEvent(String eventPackage) {
        incomingEvents.add(eventPackage);
    }

    @Override
    public void removeIncomingEvent(String eventPackage) {
        incomingEvents.remove(eventPackage);
    }

    @Override
    public Set<String> incomingEvents() {
        return Set.copyOf(incomingEvents);
    }

    @Override
    public void setCodecs(List<String> codecs) {
        throw new UnsupportedOperationException("there is no media here");
    }

    @Override
    public void setRtpPorts(EngineOptions.PortRange ports) {
        throw new UnsupportedOperationException("there is no media here");
    }

    @Override
    public void addEvent(String eventPackage, List<String> acceptTypes) {
        throw new UnsupportedOperationException("there is no network here");
    }

    @Override
    public Map<String, List<String>> events() {
        return Map.of();
    }

    @Override
    public void addIncomingRequest(String method) {
        throw new UnsupportedOperationException("there is no network here");
    }

    @Override
    public void removeIncomingRequest(String method) {
        throw new UnsupportedOperationException("there is no network here");
    }

    @Override
    public Set<String> incomingRequests() {
        return Set.of();
    }

    @Override
    public Observation handleInvitations(Consumer<Invitation> newHandler) {
        handler = newHandler;
        return () -> {
            if (handler == newHandler) {
                handler = null;
            }
        };
    }
}
