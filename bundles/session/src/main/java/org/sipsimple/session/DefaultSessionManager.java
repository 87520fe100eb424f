/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.network.AddressNotification;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.Session.State;
import org.sipsimple.api.session.SessionManager;
import org.sipsimple.api.sip.IncomingReferral;
import org.sipsimple.api.sip.IncomingReferralNotification;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.session.internal.DefaultSession;
import org.sipsimple.session.internal.SessionOwner;

/** Makes sessions, and one for each invitation the engine receives; each runs on a serial executor of its own. */
public final class DefaultSessionManager implements SessionManager, AutoCloseable {
    private final SessionServices services;
    private final AccountManager accounts;
    private final Set<DefaultSession> begun = ConcurrentHashMap.newKeySet();
    private final AtomicLong counter = new AtomicLong();
    private final SessionOwner owner = new Owner();
    private final List<Observation> observations;

    public DefaultSessionManager(SessionServices services, AccountManager accounts) {
        this.services = services;
        this.accounts = accounts;
        this.observations = List.of(
                services.engine().handleInvitations(this::receive),
                services.notifications()
                        .observe(IncomingReferralNotification.GotRefer.class, event -> refer(event.sender())),
                services.notifications().observe(AddressNotification.DidChange.class, this::renewAddresses));
    }

    @Override
    public Session create(Account account) {
        return make(account);
    }

    @Override
    public List<Session> sessions() {
        return begun.stream()
                .filter(session -> session.state() != State.IDLE && session.state() != State.TERMINATED)
                .<Session>map(session -> session)
                .toList();
    }

    @Override
    public CompletionStage<Void> endAll() {
        return CompletableFuture.allOf(begun.stream()
                .map(session -> session.end().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Takes no more calls and ends all sessions. */
    @Override
    public void close() {
        observations.forEach(Observation::close);
        endAll();
    }

    private DefaultSession make(Account account) {
        String name = "session-" + counter.incrementAndGet();
        return new DefaultSession(account, services, services.threads().serial(name), owner);
    }

    /** A REFER outside calls is for somebody else to answer. */
    private void refer(IncomingReferral referral) {
        referral.invitation().flatMap(owner::find).ifPresent(session -> session.refer(referral));
    }

    private void renewAddresses(AddressNotification.DidChange change) {
        services.engine().leaveAddresses(change.removed()); // first: re-INVITEs have to find new connections
        begun.forEach(session -> session.renewAddress(change.removed()));
    }

    private void receive(Invitation invitation) {
        Optional<Account> account = invitation.requestUri().flatMap(accounts::findAccount);
        if (account.isEmpty()) {
            invitation.sendResponse(404);
        } else {
            DefaultSession replaced =
                    invitation.replacedInvitation().flatMap(owner::find).orElse(null);
            make(account.get()).receive(invitation, replaced);
        }
    }

    private final class Owner implements SessionOwner {
        @Override
        public void begun(DefaultSession session) {
            begun.add(session);
        }

        @Override
        public void over(DefaultSession session) {
            begun.remove(session);
        }

        @Override
        public DefaultSession another(Account account) {
            return make(account);
        }

        @Override
        public Optional<DefaultSession> find(Invitation invitation) {
            return begun.stream()
                    .filter(session -> session.hasDialog(invitation))
                    .findFirst();
        }
    }
}
