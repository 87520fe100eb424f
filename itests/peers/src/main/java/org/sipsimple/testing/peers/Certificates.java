/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An authority of our own and a server certificate it has signed, for {@code test.example}, localhost and 127.0.0.1.
 *
 * @param authority PEM file of the authority
 * @param certificate PEM file of the server's certificate
 * @param key PEM file of its key
 * @param both certificate and key in one file
 */
public record Certificates(Path authority, Path certificate, Path key, Path both) {
    private static final List<String> NEW_KEY =
            List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes");

    static Certificates make(Path folder) throws IOException {
        Path ca = folder.resolve("ca.pem");
        Path key = folder.resolve("server.key");
        Path certificate = folder.resolve("server.pem");
        Path extensions = Files.writeString(
                folder.resolve("server.ext"),
                """
                subjectAltName=DNS:test.example,DNS:localhost,IP:127.0.0.1,IP:::1,URI:sip:test.example
                extendedKeyUsage=serverAuth,clientAuth
                basicConstraints=CA:FALSE
                """);
        openssl(
                folder,
                "req",
                "-x509",
                NEW_KEY,
                "-keyout",
                folder.resolve("ca.key").toString(),
                "-out",
                ca.toString(),
                "-days",
                "30",
                "-subj",
                "/CN=test authority",
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign");
        openssl(
                folder,
                "req",
                NEW_KEY,
                "-keyout",
                key.toString(),
                "-out",
                folder.resolve("server.csr").toString(),
                "-subj",
                "/CN=test.example");
        openssl(
                folder,
                "x509",
                "-req",
                "-in",
                folder.resolve("server.csr").toString(),
                "-CA",
                ca.toString(),
                "-CAkey",
                folder.resolve("ca.key").toString(),
                "-CAcreateserial",
                "-out",
                certificate.toString(),
                "-days",
                "30",
                "-extfile",
                extensions.toString());
        Path both =
                Files.writeString(folder.resolve("both.pem"), Files.readString(certificate) + Files.readString(key));
        return new Certificates(ca, certificate, key, both);
    }

    private static void openssl(Path folder, Object... words) {
        java.util.List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        for (Object word : words) {
            if (word instanceof List<?> several) {
                several.forEach(each -> command.add(each.toString()));
            } else {
                command.add(word.toString());
            }
        }
        PeerProcess.run("openssl", folder, command);
    }
}
