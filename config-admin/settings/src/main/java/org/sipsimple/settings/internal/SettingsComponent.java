/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import org.sipsimple.api.configuration.ConfigurationBackend;
import org.sipsimple.api.configuration.ConfigurationBackendException;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SettingsObjectExtension;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.api.threading.ThreadManager;

/**
 * The settings of the application as a service, with the extensions of other bundles. A damaged file is set aside and
 * what can be read of it is used. Looks once a second whether the file has been edited: that works on every file system.
 */
@Component(
        service = {Settings.class, SettingsComponent.class},
        immediate = true)
public final class SettingsComponent implements Settings {
    private static final Logger LOG = System.getLogger(SettingsComponent.class.getName());
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final ConfigurationBackend backend;
    private final Scheduler scheduler;
    private final SettingsStore store;
    private final Map<SettingsObjectExtension, Registration> extensions = new ConcurrentHashMap<>();
    private Scheduled nextCheck;
    private boolean closed;

    @Activate
    public SettingsComponent(
            @Reference ConfigurationBackend backend,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads)
            throws ConfigurationBackendException {
        this(backend, notifications, threads.scheduler(), Clock.systemUTC());
    }

    SettingsComponent(ConfigurationBackend backend, NotificationCenter notifications, Scheduler scheduler, Clock clock)
            throws ConfigurationBackendException {
        this.backend = backend;
        this.scheduler = scheduler;
        store = open(backend, notifications, clock);
        nextCheck = scheduler.schedule(CHECK_INTERVAL, this::check);
    }

    private static SettingsStore open(ConfigurationBackend backend, NotificationCenter notifications, Clock clock)
            throws ConfigurationBackendException {
        try {
            return new SettingsStore(backend, notifications, clock);
        } catch (ConfigurationBackendException e) {
            LOG.log(Level.ERROR, "the configuration is damaged: {0}", e.getMessage());
            backend.recover().problems().forEach(problem -> LOG.log(Level.ERROR, problem));
            return new SettingsStore(backend, notifications, clock);
        }
    }

    private void check() {
        if (backend.changedOutside()) {
            try {
                store.reload();
            } catch (ConfigurationException e) {
                LOG.log(Level.ERROR, "the edited configuration is not used: {0}", e.getMessage());
            }
        }
        synchronized (this) {
            if (!closed) {
                nextCheck = scheduler.schedule(CHECK_INTERVAL, this::check);
            }
        }
    }

    @Deactivate
    synchronized void close() {
        closed = true;
        nextCheck.cancel();
    }

    SettingsStore store() {
        return store;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addExtension(SettingsObjectExtension extension) {
        try {
            extensions.put(extension, store.register(extension));
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.ERROR,
                    "settings of {0} are not added: {1}",
                    extension.getClass().getName(),
                    e.getMessage());
        }
    }

    void removeExtension(SettingsObjectExtension extension) {
        Registration registration = extensions.remove(extension);
        if (registration != null) {
            registration.close();
        }
    }

    @Override
    public SettingsObject general() {
        return store.general();
    }

    @Override
    public SettingsObject bonjour() {
        return store.bonjour();
    }

    @Override
    public List<SettingsObject> accounts() {
        return store.accounts();
    }

    @Override
    public Optional<SettingsObject> account(String id) {
        return store.account(id);
    }

    @Override
    public SettingsObject addAccount(SipAddress id) throws ConfigurationException {
        return store.addAccount(id);
    }

    @Override
    public SettingsView view(String accountId) {
        return store.view(accountId);
    }

    @Override
    public Registration register(SettingsObjectExtension extension) {
        return store.register(extension);
    }

    @Override
    public void reload() throws ConfigurationException {
        store.reload();
    }
}
