/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/** A key and a self-signed certificate as PEM files, made by openssl. */
record TestCertificate(String certificate, String key) {
    /** Makes one for the names, such as {@code IP:127.0.0.1} or {@code DNS:a.example}. */
    static TestCertificate selfSigned(Path dir, String names) throws IOException, InterruptedException {
        String stem = UUID.randomUUID().toString();
        String certificate = dir.resolve(stem + ".crt").toString();
        String key = dir.resolve(stem + ".key").toString();
        Process openssl;
        try {
            openssl = new ProcessBuilder(
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
                            "/CN=test",
                            "-addext",
                            "subjectAltName=" + names,
                            "-keyout",
                            key,
                            "-out",
                            certificate)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new AssertionError("openssl is needed for this test: apt-get install openssl", e);
        }
        String output = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (openssl.waitFor() != 0) {
            throw new AssertionError("openssl failed: " + output);
        }
        return new TestCertificate(certificate, key);
    }
}
