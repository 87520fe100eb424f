/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A linphonec that has registered at Kamailio, answers by itself, plays a file and is driven by the commands of its
 * prompt.
 */
public final class Linphone implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String user;
    private final PeerProcess process;
    private final Path trace;

    private Linphone(String user, PeerProcess process, Path trace) {
        this.user = user;
        this.process = process;
        this.trace = trace;
    }

    /** Starts it by UDP; returns when it has registered. */
    public static Linphone start(KamailioExtension kamailio, String user, Path speech) throws IOException {
        Path folder = Files.createTempDirectory(kamailio.folder(), "linphone-" + user);
        Files.createDirectories(folder.resolve(".local/share/linphone"));
        Files.createDirectories(folder.resolve("config"));
        Path trace = folder.resolve("linphone-trace.log");
        int sip = FreePorts.block(2);
        int rtp = FreePorts.block(4);
        Path configuration = Templates.write(
                "linphonerc",
                folder.resolve("linphonerc"),
                Map.of(
                        "USER",
                        user,
                        "PASSWORD",
                        KamailioExtension.password(user),
                        "DOMAIN",
                        KamailioExtension.DOMAIN,
                        "PROXY",
                        "127.0.0.1:" + kamailio.port("udp"),
                        "SIP_PORT",
                        sip,
                        "TLS_PORT",
                        sip + 1,
                        "RTP_PORT",
                        rtp,
                        "VIDEO_PORT",
                        rtp + 2,
                        "AUTHORITY",
                        kamailio.certificates().authority()));
        PeerProcess process = PeerProcess.startWithInput(
                "linphone-cli",
                folder,
                folder.resolve("linphone.log"),
                List.of("linphonec", "-a", "-S", "-c", configuration.toString(), "-d", "6", "-l", trace.toString()));
        Linphone linphone = new Linphone(user, process, trace);
        try {
            linphone.command("soundcard use files");
            linphone.command("play " + speech);
            linphone.command("record " + folder.resolve("heard.wav"));
            linphone.await("to .LinphoneRegistrationOk", START);
            return linphone;
        } catch (RuntimeException | IOException e) {
            process.close();
            throw e;
        }
    }

    /** Its address of record. */
    public String uri() {
        return "sip:" + user + "@" + KamailioExtension.DOMAIN;
    }

    /** A command of its prompt, such as {@code call URI}, {@code pause}, {@code resume}, {@code transfer URI}. */
    public void command(String line) throws IOException {
        process.tell(line);
    }

    /** Waits until its trace, which shows all SIP messages, has that text. */
    public void awaitTrace(String regex) {
        await(regex, LIMIT);
    }

    private void await(String regex, Duration limit) {
        Pattern pattern = Pattern.compile(regex);
        process.await("its trace has no " + regex, limit, () -> pattern.matcher(trace())
                .find());
    }

    private String trace() {
        try {
            return Files.exists(trace)
                    ? new String(Files.readAllBytes(trace), java.nio.charset.StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public void close() {
        try {
            process.tell("quit");
        } catch (IOException gone) {
            // it has ended by itself
        }
        process.close();
    }
}
