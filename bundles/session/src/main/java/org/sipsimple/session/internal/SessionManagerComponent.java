/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionManager;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.stream.MediaStreamRegistry;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.session.DefaultSessionManager;
import org.sipsimple.session.SessionServices;
import org.sipsimple.session.SessionTimers;

/** The session manager as a service. */
@Component(service = SessionManager.class)
public final class SessionManagerComponent implements SessionManager {
    private final DefaultSessionManager manager;
    private final AtomicReference<PayloadRegistry> payloads = new AtomicReference<>();

    @Activate
    public SessionManagerComponent(
            @Reference Engine engine,
            @Reference MediaStreamRegistry registry,
            @Reference AccountManager accounts,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads,
            @Reference Lookup lookup) {
        manager = new DefaultSessionManager(
                new SessionServices(engine, registry, notifications, threads, new SecureRandom(), SessionTimers.DEFAULT)
                        .withLookup(lookup)
                        .withPayloads(() -> Optional.ofNullable(payloads.get())),
                accounts);
    }

    /** Dynamic, as no call is to end because of it. */
    @Reference(
            service = PayloadRegistry.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    public void addPayloads(PayloadRegistry registry) {
        payloads.set(registry);
    }

    public void removePayloads(PayloadRegistry registry) {
        payloads.compareAndSet(registry, null);
    }

    @Deactivate
    void close() {
        manager.close();
    }

    @Override
    public Session create(Account account) {
        return manager.create(account);
    }

    @Override
    public List<Session> sessions() {
        return manager.sessions();
    }

    @Override
    public CompletionStage<Void> endAll() {
        return manager.endAll();
    }
}
