/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import org.sipsimple.msrp.internal.Connection;
import org.sipsimple.msrp.internal.HostAddresses;

/** The way from a URI to a connection. */
final class Dialling {
    private Dialling() {}

    /** @param wanted told of the connection before it is dialled; false when nobody wants it any more */
    static CompletionStage<Connection> connect(
            MsrpStack stack, MsrpOptions options, MsrpUri target, Predicate<Connection> wanted) {
        MsrpTls tls = options.tls();
        if (target.useTls() && tls == null) {
            return CompletableFuture.failedStage(new MsrpException("msrps needs MsrpOptions.tls"));
        }
        return HostAddresses.of(target).thenCompose(address -> {
            Connection connection = new Connection(options.logger());
            if (!wanted.test(connection)) {
                return CompletableFuture.failedStage(new MsrpException("given up"));
            }
            stack.network()
                    .connect(
                            address,
                            () -> target.useTls() && tls != null
                                    ? tls.client(target.host(), target.portOrDefault())
                                    : null,
                            connection,
                            options.timeout());
            return connection.whenReady();
        });
    }
}
