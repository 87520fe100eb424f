/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A key and a self-signed certificate for a host name and 127.0.0.1 as PEM files, made by openssl. */
public record TestCertificate(Path certificate, Path key) {

    public static TestCertificate make(Path directory, String host) throws IOException, InterruptedException {
        TestCertificate made = new TestCertificate(directory.resolve(host + ".crt"), directory.resolve(host + ".key"));
        ProcessBuilder openssl = new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + host,
                "-addext",
                "subjectAltName=IP:127.0.0.1,DNS:" + host,
                "-keyout",
                made.key.toString(),
                "-out",
                made.certificate.toString());
        run(openssl);
        return made;
    }

    /** The key once more, in a file that this password opens. */
    Path protectedKey(String password) throws IOException, InterruptedException {
        Path file = key.resolveSibling("protected.key");
        run(new ProcessBuilder(
                "openssl", "pkey", "-in", "" + key, "-aes256", "-passout", "pass:" + password, "-out", "" + file));
        return file;
    }

    private static void run(ProcessBuilder openssl) throws InterruptedException {
        try {
            Process process = openssl.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("openssl failed: " + output);
            }
        } catch (IOException e) {
            throw new AssertionError("openssl is missing: apt-get install openssl", e);
        }
    }
}
