/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sessions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.sipsimple.api.sip.Transport;
import org.sipsimple.testing.peers.Cable;

import static org.assertj.core.api.Assertions.assertThat;

/** A call between two hosts, of which one gets another address. */
class AddressChangeIT {
    private static final String BEFORE = "10.99.1.1";
    private static final String AFTER = "10.99.1.11";
    private static final String PEER = "10.99.1.2";
    private static final long SECONDS = 40;

    @TempDir
    Path folder;

    /** A process that is told lines and says lines. */
    private static final class Talker implements AutoCloseable {
        private final Process process;
        private final Path errors;
        private final BufferedReader out;

        /**
         * Starts a main class of the tests as such.
         *
         * @param place makes a command one that runs at one end of the cable
         */
        Talker(UnaryOperator<List<String>> place, Path errors, Class<?> main, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    main.getName()));
            command.addAll(List.of(arguments));
            this.process = new ProcessBuilder(place.apply(command))
                    .redirectError(errors.toFile())
                    .start();
            this.errors = errors;
            this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Waits for a line that begins so, passing over others, and returns the rest of it. */
        String await(String beginning) {
            return CompletableFuture.supplyAsync(() -> find(beginning))
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join();
        }

        private String find(String beginning) {
            try {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.startsWith(beginning)) {
                        return line.substring(beginning.length()).strip();
                    }
                }
                throw new AssertionError("it never said " + beginning + "; " + Files.readString(errors));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        void tell() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"UDP", "TCP"})
    void aRunningCallIsRepaired(Transport transport) throws IOException, InterruptedException {
        Path theirs = folder.resolve("theirs");
        Path ours = folder.resolve("ours");
        try (Cable cable = Cable.lay(BEFORE + "/24", PEER + "/24");
                Talker callee = new Talker(cable::there, theirs, Wanderer.class, "listen", "" + transport)) {
            String port = callee.await("port ");
            try (Talker caller = new Talker(cable::here, ours, Wanderer.class, "call", "" + transport, PEER, port)) {
                assertThat(callee.await("media ")).isEqualTo(BEFORE + " contact " + BEFORE);
                caller.await("started");
                cable.readdressHere(AFTER + "/24");
                assertThat(callee.await("media ")).isEqualTo(AFTER + " contact " + AFTER);
                awaitRtp(callee);
                caller.tell();
                assertThat(caller.await("CONNECTED")).isEmpty();
            }
        }
    }

    private static void awaitRtp(Talker callee) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        String said = "";
        while (!said.endsWith("from " + AFTER)) {
            assertThat(System.nanoTime())
                    .as("RTP from the new address: " + said)
                    .isLessThan(end);
            callee.tell();
            said = callee.await("received ");
        }
    }
}
