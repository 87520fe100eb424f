/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.osgi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.testing.peers.Cable;
import org.sipsimple.testing.peers.KamailioExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** A registration when the host gets another address: the tool in one network namespace, Kamailio in another. */
class AddressChangeIT {
    private static final String ALICE = "alice@" + KamailioExtension.DOMAIN;
    private static final String FIRST = "10.99.7.1";
    private static final String SECOND = "10.99.7.11";
    private static final String SERVER = "10.99.7.2";

    private static Cable cable;
    private static KamailioExtension kamailio;

    @TempDir
    Path home;

    @BeforeAll
    static void start() throws IOException {
        cable = Cable.lay(FIRST + "/24", SERVER + "/24");
        kamailio = new KamailioExtension().within(cable.there(), SERVER);
        kamailio.beforeAll((ExtensionContext) null);
    }

    @AfterAll
    static void stop() throws IOException {
        if (kamailio != null) {
            kamailio.afterAll((ExtensionContext) null);
        }
        cable.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void registersFromTheNewAddress(String transport) throws IOException, InterruptedException {
        assertThat(ToolProcess.run(home, "sip-settings", "-a", "add", ALICE, KamailioExtension.password("alice"))
                        .code())
                .isZero();
        cable.readdressHere(FIRST + "/24");
        String proxy = SERVER + ":" + kamailio.port(transport) + ";transport=" + transport;
        // its certificate is of its own making
        assertThat(ToolProcess.run(
                                home,
                                "sip-settings",
                                "-a",
                                "set",
                                ALICE,
                                "sip.outbound_proxy=" + proxy,
                                "tls.verify_server=false")
                        .code())
                .isZero();
        try (ToolProcess tool = ToolProcess.startIn(cable::here, home, "sip-register", "--max-registers=0")) {
            tool.awaitOutput(contact(FIRST));
            cable.readdressHere(SECOND + "/24");
            tool.awaitOutput(contact(SECOND));
            tool.interrupt();
            assertThat(tool.end().out()).endsWith("Registration ended.\n");
        }
    }

    private static Pattern contact(String address) {
        return Pattern.compile("Contact: sip:[a-z]{8}@" + Pattern.quote(address) + ":[0-9]+");
    }
}
