/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A {@link Coturn} on loopback for the tests of a class. */
public final class CoturnExtension implements BeforeAllCallback, AfterAllCallback {
    private static final List<String> ADDRESSES = List.of("127.0.0.1", "127.0.0.2");

    private int port;
    private @Nullable Path folder;
    private @Nullable Coturn coturn;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path home = Files.createTempDirectory("sipsimple-coturn");
        folder = home;
        port = FreePorts.block(2);
        coturn = Coturn.start(home, List.of(), ADDRESSES, port);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (coturn != null) {
            coturn.close();
        }
        if (folder != null) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Where it answers STUN and TURN by UDP and TCP. */
    public InetSocketAddress server() {
        return new InetSocketAddress(ADDRESSES.get(0), port);
    }

    /** How many relays it has given so far. */
    public long allocations() {
        if (coturn == null) {
            throw new IllegalStateException("coturn is not running");
        }
        return coturn.allocations();
    }
}
