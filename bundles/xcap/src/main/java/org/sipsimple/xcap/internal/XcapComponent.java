/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.util.concurrent.CompletionStage;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapClientFactory;
import org.sipsimple.api.xcap.XcapOptions;
import org.sipsimple.xcap.XcapClients;

/** {@link XcapClients} as a service. */
@Component(service = XcapClientFactory.class)
public final class XcapComponent implements XcapClientFactory {
    private final XcapClients clients;

    @Activate
    public XcapComponent(
            @Reference Lookup lookup, @Reference NotificationCenter notifications, @Reference ThreadManager threads) {
        clients = new XcapClients(lookup, notifications, threads);
    }

    @Override
    public XcapClient open(XcapOptions options) {
        return clients.open(options);
    }

    @Override
    public CompletionStage<XcapClient> open(Account account) {
        return clients.open(account);
    }
}
