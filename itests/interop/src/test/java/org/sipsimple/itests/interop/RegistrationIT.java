/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountNotification.RegistrationDidEnd;
import org.sipsimple.api.account.AccountNotification.RegistrationDidFail;
import org.sipsimple.api.account.AccountNotification.RegistrationDidSucceed;
import org.sipsimple.api.account.AccountNotification.RegistrationGotAnswer;
import org.sipsimple.api.account.AccountNotification.WillRegister;
import org.sipsimple.api.account.ContactType;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.testing.peers.KamailioExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Accounts of the settings and Kamailio's registrar. */
class RegistrationIT {
    private static final String ALICE = "alice@" + KamailioExtension.DOMAIN;

    private static String proxy(KamailioExtension kamailio, String transport) {
        return "127.0.0.1:" + kamailio.port(transport) + ";transport=" + transport;
    }

    private static SettingsObject alice(
            Registrations registrations, KamailioExtension kamailio, String transport, int interval)
            throws ConfigurationException {
        return registrations.add(ALICE, KamailioExtension.password("alice"), proxy(kamailio, transport), interval);
    }

    @Nested
    class WithMd5 {
        @RegisterExtension
        static final KamailioExtension KAMAILIO = new KamailioExtension();

        private Registrations hurried() throws ConfigurationException {
            return new Registrations(KAMAILIO.certificates().authority(), true);
        }

        /** Kamailio tells the granted time in the Contact alone. */
        @ParameterizedTest
        @ValueSource(strings = {"udp", "tcp", "tls"})
        void registersGetsAGruuAndUnregisters(String transport) throws Exception {
            try (Registrations registrations = hurried()) {
                SettingsObject stored = alice(registrations, KAMAILIO, transport, 300);
                RegistrationDidSucceed success = registrations.await(RegistrationDidSucceed.class);
                assertThat(success.expires()).isEqualTo(Duration.ofSeconds(300));
                assertThat(success.route().transport().parameter()).isEqualTo(transport);
                Account account = registrations.account(ALICE);
                assertThat(account.contacts().uri(ContactType.PUBLIC_GRUU, success.route()))
                        .hasValueSatisfying(gruu -> {
                            assertThat(gruu.user()).isEqualTo("alice");
                            assertThat(gruu.parameter("gr")).isPresent();
                        });
                assertThat(account.contacts().uri(ContactType.TEMPORARY_GRUU, Transport.UDP))
                        .isPresent();
                stored.set(AccountSettings.ENABLED, false);
                stored.save();
                assertThat(registrations.await(RegistrationDidEnd.class).sender())
                        .isSameAs(account);
                assertThat(account.isActive()).isFalse();
            }
        }

        @Test
        void asksForLongerWhenTheRegistrarWantsThat() throws Exception {
            try (Registrations registrations = hurried()) {
                alice(registrations, KAMAILIO, "udp", 5);
                assertThat(registrations.await(RegistrationGotAnswer.class).code())
                        .isEqualTo(423);
                assertThat(registrations.await(RegistrationDidSucceed.class).expires())
                        .isEqualTo(Duration.ofSeconds(10));
            }
        }

        @Test
        void aWrongPasswordIsNotSentAgainAndAgain() throws Exception {
            try (Registrations registrations = hurried()) {
                SettingsObject stored = registrations.add(ALICE, "wrong", proxy(KAMAILIO, "udp"), 600);
                assertThat(registrations.await(RegistrationGotAnswer.class).code())
                        .isEqualTo(401);
                RegistrationDidFail failure = registrations.await(RegistrationDidFail.class);
                assertThat(failure.error()).contains("authentication failed").doesNotContain("wrong");
                assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
                stored.set(AccountSettings.AUTH_PASSWORD, new Password(KamailioExtension.password("alice")));
                stored.save();
                assertThat(registrations.await(WillRegister.class).sender().id())
                        .isEqualTo(ALICE);
                registrations.await(RegistrationDidSucceed.class);
            }
        }

        /** Takes the ten seconds that one attempt may take. */
        @Test
        @Tag("full")
        void aSilentRegistrarIsATimeOut() throws Exception {
            try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                    Registrations registrations = hurried()) {
                registrations.add(ALICE, "any", "127.0.0.1:" + silent.getLocalPort() + ";transport=udp", 600);
                assertThat(registrations.await(RegistrationGotAnswer.class).code()).isEqualTo(408);
                assertThat(registrations.await(RegistrationDidFail.class).retryAfter())
                        .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(40));
            }
        }

        @Test
        void survivesARestartOfTheServer() throws Exception {
            try (Registrations registrations = hurried()) {
                restart(registrations);
            }
        }

        /** With the waits as they are documented: 15 to 40 s after each failure. */
        @Test
        @Tag("full")
        void survivesARestartOfTheServerInRealTime() throws Exception {
            try (Registrations registrations =
                    new Registrations(KAMAILIO.certificates().authority(), false)) {
                restart(registrations);
            }
        }

        private void restart(Registrations registrations)
                throws ConfigurationException, InterruptedException, IOException {
            alice(registrations, KAMAILIO, "tcp", 10);
            registrations.await(RegistrationDidSucceed.class);
            KAMAILIO.stop();
            RegistrationDidFail failure = registrations.await(RegistrationDidFail.class);
            assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(40));
            KAMAILIO.startAgain();
            assertThat(registrations.await(RegistrationDidSucceed.class).expires())
                    .isEqualTo(Duration.ofSeconds(10));
        }
    }

    @Nested
    class WithSha256 {
        @RegisterExtension
        static final KamailioExtension KAMAILIO = new KamailioExtension().withDigest("SHA-256");

        @Test
        void registers() throws Exception {
            try (Registrations registrations =
                    new Registrations(KAMAILIO.certificates().authority(), true)) {
                alice(registrations, KAMAILIO, "udp", 600);
                assertThat(registrations.await(RegistrationDidSucceed.class).expires())
                        .isEqualTo(Duration.ofSeconds(600));
            }
        }
    }
}
