/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.configuration.SipProxyAddress;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.TlsOptions;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.filebackend.MemoryBackend;
import org.sipsimple.lookup.DnsServices;
import org.sipsimple.lookup.LookupSettings;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.threading.DefaultThreadManager;

/** The parts that register accounts of the settings, put together without OSGi; what they tell can be waited for. */
final class Registrations implements AutoCloseable {
    /** Longer than the longest documented wait and what one attempt may take. */
    private static final long SECONDS = 80;

    private final DefaultThreadManager threads = new DefaultThreadManager();
    private final DefaultNotificationCenter notifications =
            new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
    private final DefaultEngine engine = new DefaultEngine(notifications, threads);
    private final DnsServices dns = new DnsServices(LookupSettings.DEFAULT, notifications, threads);
    private final BlockingQueue<AccountNotification> told = new LinkedBlockingQueue<>();
    private final Settings settings;
    private final DefaultAccountManager accounts;

    /** @param hurried whether waits between attempts take a thousandth of their time */
    Registrations(Path authority, boolean hurried) throws ConfigurationException {
        ThreadManager timed = hurried ? new HurriedThreads(threads) : threads;
        settings = DefaultSettings.open(new MemoryBackend(), notifications, Clock.systemUTC());
        accounts = new DefaultAccountManager(
                new AccountServices(engine, dns.lookup(), notifications, timed, new Random(1)));
        notifications.observe(AccountNotification.class, told::add);
        accounts.start(settings);
        engine.start(EngineOptions.defaults()
                        .withBindAddress("127.0.0.1")
                        .withPorts(Map.of(Transport.UDP, 0, Transport.TCP, 0, Transport.TLS, 0))
                        .withTls(TlsOptions.DEFAULT.withAuthorities(authority)))
                .toCompletableFuture()
                .join();
    }

    /** Adds and enables an account; {@code interval} is the time in seconds to register for. */
    SettingsObject add(String id, String password, String proxy, int interval) throws ConfigurationException {
        SettingsObject account = settings.addAccount(SipAddress.parse(id));
        account.set(AccountSettings.AUTH_PASSWORD, new Password(password));
        account.set(AccountSettings.SIP_OUTBOUND_PROXY, SipProxyAddress.parse(proxy));
        account.set(AccountSettings.REGISTRATION_INTERVAL, interval);
        account.set(AccountSettings.ENABLED, true);
        account.save();
        return account;
    }

    Account account(String id) {
        return accounts.account(id).orElseThrow();
    }

    /** The next of that kind; what is told before it does not matter. */
    <T extends AccountNotification> T await(Class<T> type) throws InterruptedException {
        StringBuilder before = new StringBuilder();
        while (true) {
            AccountNotification event = told.poll(SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no " + type.getSimpleName() + " after" + before);
            }
            if (type.isInstance(event)) {
                return type.cast(event);
            }
            before.append(' ').append(event);
        }
    }

    @Override
    public void close() {
        accounts.close();
        engine.close();
        dns.close();
        notifications.close();
        threads.close();
    }
}
