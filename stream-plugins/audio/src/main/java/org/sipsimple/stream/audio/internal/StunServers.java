/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.configuration.StunServerAddress;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.ServiceKind;
import org.sipsimple.api.media.IceOptions;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.stream.audio.AudioSettings;

/** Finds the STUN servers of an account: those of its settings, else those of its domain; none is no failure. */
final class StunServers {
    private static final Logger LOG = System.getLogger(StunServers.class.getName());

    private final Lookup lookup;
    private final ThreadManager threads;

    StunServers(Lookup lookup, ThreadManager threads) {
        this.lookup = lookup;
        this.threads = threads;
    }

    /** Never fails. */
    CompletionStage<IceOptions> of(Account account) {
        List<StunServerAddress> chosen = account.settings().get(AudioSettings.STUN_SERVERS);
        if (chosen.isEmpty() && isAddress(account.uri().host())) {
            return CompletableFuture.completedFuture(
                    IceOptions.HOST_ONLY); // DNS is not asked for servers of an address
        }
        CompletionStage<List<InetSocketAddress>> found = chosen.isEmpty()
                ? lookup.lookupService(account.uri().host(), ServiceKind.STUN).thenApply(list -> list.stream()
                        .map(server -> new InetSocketAddress(server.address(), server.port()))
                        .toList())
                : threads.call(() -> resolve(chosen));
        return found.handle((servers, failure) -> {
            if (failure != null) {
                LOG.log(Level.DEBUG, () -> "no STUN server for " + account.id() + ": " + failure.getMessage());
            }
            return servers == null ? IceOptions.HOST_ONLY : new IceOptions(servers, null);
        });
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    private static List<InetSocketAddress> resolve(List<StunServerAddress> servers) {
        List<InetSocketAddress> resolved = new ArrayList<>();
        for (StunServerAddress server : servers) {
            try {
                resolved.add(new InetSocketAddress(InetAddress.getByName(server.host()), server.port()));
            } catch (UnknownHostException unknown) {
                LOG.log(Level.WARNING, "STUN server " + server + " is unknown");
            }
        }
        return resolved;
    }
}
