/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.msrp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import org.sipsimple.benchmarks.BenchFailure;

/** Where the environment says the input, the output and the key store are. */
record BenchFiles(Path in, Path out) {

    static BenchFiles fromEnvironment() throws BenchFailure {
        return new BenchFiles(Path.of(variable("BENCH_IN")), Path.of(variable("BENCH_OUT")));
    }

    static String variable(String name) throws BenchFailure {
        String value = System.getenv(name);
        if (value == null) {
            throw new BenchFailure("the environment variable " + name + " is not set");
        }
        return value;
    }

    static char[] password() throws BenchFailure {
        return variable("BENCH_KS_PASS").toCharArray();
    }

    static KeyStore keyStore() throws BenchFailure {
        try {
            return KeyStore.getInstance(Path.of(variable("BENCH_KS")).toFile(), password());
        } catch (IOException | GeneralSecurityException e) {
            throw new BenchFailure("the key store cannot be read: " + e.getMessage(), e);
        }
    }

    void compare(long bytes) throws BenchFailure, IOException {
        if (Files.size(out) != bytes || Files.size(in) == bytes && Files.mismatch(in, out) >= 0) {
            throw new BenchFailure("the file received is not the file sent");
        }
    }
}
