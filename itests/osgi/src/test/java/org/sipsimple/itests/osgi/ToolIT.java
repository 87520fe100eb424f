/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.osgi;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.sipsimple.itests.osgi.ToolProcess.Run;

import static org.assertj.core.api.Assertions.assertThat;

/** The tools as a user meets them: processes with arguments, output and exit code. */
class ToolIT {
    private static final int USAGE = 2;
    private static final int TIMEOUT = 3;
    private static final int UNREACHABLE = 7;

    @TempDir
    Path folder;

    private Run run(String... words) throws IOException, InterruptedException {
        return ToolProcess.run(folder, words);
    }

    @Test
    void demoCallsASecondProcess() throws IOException, InterruptedException {
        Run demo = run("demo", "--json");
        assertThat(demo.code()).as(demo.err()).isZero();
        assertThat(demo.out()).contains("\"similarity\":0.", "\"callee_dtmf_received\":\"1234\"", "\"callee_holds\":1");
        assertThat(demo.out())
                .as("chat and a file in the same session")
                .contains(
                        "\"chat_lines_delivered\":3",
                        "\"callee_files_received\":\"demo file.bin\"",
                        "\"file_bytes\":33554432");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(USAGE, List.of("sip:"), "malformed address"),
                Arguments.of(USAGE, List.of("sip:a@b@c"), "malformed address"),
                Arguments.of(USAGE, List.of("sip:bob@127.0.0.1;transport=pigeon"), "unknown transport"),
                Arguments.of(USAGE, List.of("sip:bob@127.0.0.1", "--play", "missing.wav"), "cannot read missing.wav"),
                Arguments.of(USAGE, List.of("sip:bob@127.0.0.1", "--record", "no/folder.wav"), "cannot write"),
                Arguments.of(USAGE, List.of("--no-such-option"), "Unknown option"),
                Arguments.of(USAGE, List.of("--port", "99999"), "not in 0..65535"),
                Arguments.of(USAGE, List.of("--srtp", "perhaps"), "srtp"),
                Arguments.of(UNREACHABLE, List.of("sip:bob@no-such-host.invalid"), "no-such-host.invalid"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneClearLine(int code, List<String> arguments, String said)
            throws IOException, InterruptedException {
        String[] words = Stream.concat(Stream.of("sip-audio-session", "-S", "--bind", "127.0.0.1"), arguments.stream())
                .toArray(String[]::new);
        Run failed = run(words);
        assertThat(failed.code()).as(failed.err()).isEqualTo(code);
        assertOneLine(failed, said);
    }

    @Test
    void aPortInUseIsTold() throws IOException, InterruptedException {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String port = String.valueOf(taken.getLocalPort());
            Run failed = run("sip-audio-session", "-S", "-b", "--bind", "127.0.0.1", "--port", port);
            assertThat(failed.code()).isEqualTo(1);
            assertOneLine(failed, port);
        }
    }

    @Test
    void aRefusedConnectionIsTold() throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Run failed =
                run("sip-audio-session", "-S", "--bind", "127.0.0.1", "sip:bob@127.0.0.1:" + port + ";transport=tcp");
        assertThat(failed.code()).as(failed.out()).isEqualTo(UNREACHABLE);
        assertOneLine(failed, "Session failed");
    }

    @Test
    void silenceIsATimeout() throws IOException, InterruptedException {
        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String target = "sip:bob@127.0.0.1:" + silent.getLocalPort();
            Run failed = run("sip-audio-session", "-S", "--bind", "127.0.0.1", "--timeout", "2", target);
            assertThat(failed.code()).as(failed.out() + failed.err()).isEqualTo(TIMEOUT);
            assertOneLine(failed, "408 Request Timeout");
        }
    }

    @Test
    void anUnknownToolIsTold() throws IOException, InterruptedException {
        Run failed = run("no-such-tool");
        assertThat(failed.code()).isEqualTo(USAGE);
        assertOneLine(failed, "sip-audio-session");
    }

    @Test
    void helpNamesTheExitCodes() throws IOException, InterruptedException {
        Run help = run("sip-audio-session", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Exit codes", "the ACK never came", "SIPSIMPLE_PASSWORD");
    }

    private static void assertOneLine(Run failed, String said) {
        assertThat(failed.err().lines()).as(failed.err()).hasSize(1);
        assertThat(failed.err()).contains(said);
        assertThat(new String(failed.out().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .doesNotContain("Exception");
    }
}
