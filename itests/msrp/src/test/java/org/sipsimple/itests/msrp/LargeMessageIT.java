/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.msrp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A message many times as large as the heap of the process that sends and takes it. The size is a property of the module. */
class LargeMessageIT {
    private static final String HEAP = "-Xmx64m";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls"})
    void needsNoMoreThanASmallHeap(String transport) throws Exception {
        String mebibytes = System.getProperty("large.mebibytes");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeMessage.class.getName(),
                        folder.resolve("source").toString(),
                        mebibytes,
                        transport))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int status = process.waitFor();
        String said = Files.readString(output);
        System.out.print(transport + ": " + said);
        assertThat(said).contains("received " + mebibytes + " MiB");
        assertThat(status).as(said).isZero();
    }
}
