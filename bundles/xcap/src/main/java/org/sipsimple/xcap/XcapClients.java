/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountTls;
import org.sipsimple.api.account.TlsCredentials;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.XcapRoot;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapClientFactory;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapOptions;
import org.sipsimple.xcap.internal.HttpXcapClient;
import org.sipsimple.xcap.internal.TlsChoice;

/**
 * XCAP clients over the platform's HTTP client: HTTP/2 where a server of https offers it, else HTTP/1.1. They share the
 * thread pool {@code xcap}; each has a thread of the platform's client beside that while it can be reached.
 *
 * <pre>{@code
 * XcapClients clients = new XcapClients(sip.lookup(), sip.notifications(), sip.threads());
 * clients.open(alice).thenCompose(client -> client.get(XcapUri.of(client.document("resource-lists", "index"))));
 * }</pre>
 */
public final class XcapClients implements XcapClientFactory {
    private final Lookup lookup;
    private final NotificationCenter notifications;
    private final ThreadManager threads;

    public XcapClients(Lookup lookup, NotificationCenter notifications, ThreadManager threads) {
        this.lookup = lookup;
        this.notifications = notifications;
        this.threads = threads;
    }

    @Override
    public XcapClient open(XcapOptions options) {
        try {
            return new HttpXcapClient(options, notifications, threads);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("these TLS credentials cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public CompletionStage<XcapClient> open(Account account) {
        CompletionStage<@Nullable TlsCredentials> tls = threads.call(() -> credentials(account));
        return root(account).thenCombine(tls, (root, credentials) -> {
            XcapOptions options = XcapOptions.of(root, "sip:" + account.id())
                    .withCredentials(account.credentials().orElse(null))
                    .withTls(credentials);
            return open(options);
        });
    }

    private static @Nullable TlsCredentials credentials(Account account) throws XcapException {
        try {
            Optional<AccountTls> files = account.facet(AccountTls.class);
            return files.isEmpty() ? null : TlsChoice.usable(files.get().credentials());
        } catch (IOException | GeneralSecurityException e) {
            throw new XcapException.TlsFailure(
                    "TLS of account " + account.id() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private CompletionStage<XcapRoot> root(Account account) {
        XcapRoot configured = account.settings().get(AccountSettings.XCAP_XCAP_ROOT);
        return configured != null
                ? CompletableFuture.completedStage(configured)
                : lookup.lookupXcapServer(account.uri().host()).thenCompose(XcapClients::first);
    }

    private static CompletionStage<XcapRoot> first(List<URI> roots) {
        try {
            return CompletableFuture.completedStage(new XcapRoot(roots.get(0)));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedStage(
                    new XcapException.Malformed("the DNS names " + roots.get(0) + ": " + e.getMessage(), e));
        }
    }
}
