/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.sipsimple.msrp.MsrpException;
import org.sipsimple.msrp.MsrpUri;

/** From a URI to where to connect. Addresses need no thread; a name is looked up on one of its own. */
public final class HostAddresses {
    private HostAddresses() {}

    public static CompletionStage<InetSocketAddress> of(MsrpUri uri) {
        CompletableFuture<InetSocketAddress> result = new CompletableFuture<>();
        if (uri.host().indexOf(':') >= 0 || uri.host().chars().allMatch(c -> c == '.' || c >= '0' && c <= '9')) {
            look(uri, result);
        } else {
            Thread thread = new Thread(() -> look(uri, result), "msrp-resolver");
            thread.setDaemon(true);
            thread.start();
        }
        return result;
    }

    private static void look(MsrpUri uri, CompletableFuture<InetSocketAddress> result) {
        try {
            result.complete(new InetSocketAddress(InetAddress.getByName(uri.host()), uri.portOrDefault()));
        } catch (UnknownHostException e) {
            result.completeExceptionally(new MsrpException("no address for " + uri.host(), e));
        }
    }
}
