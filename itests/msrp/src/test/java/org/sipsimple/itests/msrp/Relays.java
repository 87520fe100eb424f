/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.msrp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;

import org.sipsimple.msrp.MsrpOptions;
import org.sipsimple.msrp.MsrpRelaySettings;
import org.sipsimple.msrp.MsrpStack;
import org.sipsimple.msrp.MsrpTls;
import org.sipsimple.msrp.RelayConnection;
import org.sipsimple.testing.peers.KamailioExtension;

/** Connectors through Kamailio's relay. */
record Relays(KamailioExtension kamailio, MsrpStack stack, boolean useTls) {

    MsrpOptions options() throws IOException, GeneralSecurityException {
        return MsrpOptions.defaults(InetAddress.getLoopbackAddress())
                .withKeepAlive(Duration.ZERO)
                .withTls(MsrpTls.of(null, new char[0], authority()));
    }

    private KeyStore authority() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(kamailio.certificates().authority())) {
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        return trusted;
    }

    RelayConnection connector(String user, String password, MsrpOptions options) {
        MsrpRelaySettings settings = new MsrpRelaySettings(
                KamailioExtension.DOMAIN, user, password, "127.0.0.1", kamailio.relayPort(useTls), useTls, null);
        return new RelayConnection(stack, options, settings, RelayConnection.Mode.ACTIVE);
    }

    Ends ends(MsrpOptions options) throws Exception {
        return new Ends(
                connector("alice", KamailioExtension.password("alice"), options),
                connector("bob", KamailioExtension.password("bob"), options));
    }
}
