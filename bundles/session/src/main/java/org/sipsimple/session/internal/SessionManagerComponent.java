/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.notification.NotificationCenter;
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

    @Activate
    public SessionManagerComponent(
            @Reference Engine engine,
            @Reference MediaStreamRegistry registry,
            @Reference AccountManager accounts,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads) {
        manager = new DefaultSessionManager(
                new SessionServices(
                        engine, registry, notifications, threads, new SecureRandom(), SessionTimers.DEFAULT),
                accounts);
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
