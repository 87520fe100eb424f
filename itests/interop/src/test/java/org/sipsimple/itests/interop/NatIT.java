/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.testing.peers.KamailioExtension;
import org.sipsimple.testing.peers.NatBench;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Phones behind NATs and a registrar beyond them that does nothing for them: they are found by the contacts that they learn
 * from its answers (RFC 3581).
 */
class NatIT {
    private static NatBench bench;
    private static KamailioExtension kamailio;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException {
        bench = new NatBench(false);
        kamailio = new KamailioExtension()
                .within(bench.namespace("t"), NatBench.server().getHostString());
        kamailio.beforeAll((ExtensionContext) null);
    }

    @AfterAll
    static void stop() throws IOException {
        if (kamailio != null) {
            kamailio.afterAll((ExtensionContext) null);
        }
        bench.close();
    }

    private RemoteEnd phone(String host, String user, String transport, String... whom) throws IOException {
        String[] args = {NatBench.address(host), user, kamailio.proxyUri(transport)};
        String[] all = Arrays.copyOf(args, args.length + whom.length);
        System.arraycopy(whom, 0, all, args.length, whom.length);
        return RemoteEnd.start(bench.in(host), folder.resolve(host + ".log"), NatPhone.class, all);
    }

    /**
     * Without a registrar nobody has told the caller what its NAT makes of its address before the answer to its INVITE does, and
     * without a proxy there is nobody who would find it anyway.
     */
    @Test
    void aCallWithoutAnyServerIsReachedAfterItsAnswer() throws IOException {
        String callees = NatBench.server().getHostString();
        try (RemoteEnd callee = direct("t", callees, "alice")) {
            callee.await("READY");
            try (RemoteEnd caller = direct("b", NatBench.address("b"), "bob", "sip:alice@" + callees)) {
                assertThat(callee.await("INVITE")).isEqualTo(NatBench.address("b") + ":5060");
                assertThat(callee.await("UPDATE")).startsWith(NatBench.publicAddress("b") + ":");
                caller.await("STARTED");
                callee.tell("");
                callee.await("ENDED");
                caller.tell("x");
                caller.await("ENDED");
                callee.await("DONE");
                caller.await("DONE");
            }
        }
    }

    private RemoteEnd direct(String host, String address, String user, String... whom) throws IOException {
        String[] args = {address, user};
        String[] all = Arrays.copyOf(args, args.length + whom.length);
        System.arraycopy(whom, 0, all, args.length, whom.length);
        return RemoteEnd.start(bench.in(host), folder.resolve(user + ".log"), DirectPhone.class, all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void callsFindTheirWayBothWays(String transport) throws IOException {
        try (RemoteEnd callee = phone("a", "alice", transport)) {
            assertThat(callee.await("REGISTERED")).startsWith(NatBench.publicAddress("a") + ":");
            try (RemoteEnd caller = phone("b", "bob", transport, "sip:alice@" + KamailioExtension.DOMAIN)) {
                assertThat(caller.await("REGISTERED")).startsWith(NatBench.publicAddress("b") + ":");
                caller.await("STARTED");
                callee.await("STARTED");
                // the BYE goes to the caller's Contact
                callee.tell("");
                callee.await("ENDED");
                caller.tell("x");
                caller.await("ENDED");
                callee.await("DONE");
                caller.await("DONE");
            }
        }
    }
}
