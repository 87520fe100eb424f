/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A baresip, registered at a Kamailio, that speaks a WAV file and records what it hears. Driven by its control
 * connection; ended by {@link #close}.
 */
public final class Baresip implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(15);
    private static final int RTP_PORTS = 20;
    private static final Pattern KEY = Pattern.compile("\"param\"\\s*:\\s*\"(.)\"");

    private final String user;
    private final Path folder;
    private final PeerProcess process;
    private final BaresipControl control;

    private Baresip(String user, Path folder, PeerProcess process, BaresipControl control) {
        this.user = user;
        this.folder = folder;
        this.process = process;
        this.control = control;
    }

    /** How a baresip is started. */
    public static final class Builder {
        private final KamailioExtension kamailio;
        private final String user;
        private String transport = "udp";
        private String answerMode = "auto";
        private String mediaEncryption = "";
        private String codecs = "opus/48000/2,G722/16000/1,PCMU/8000/1,PCMA/8000/1";

        private Builder(KamailioExtension kamailio, String user) {
            this.kamailio = kamailio;
            this.user = user;
        }

        /** {@code udp}, {@code tcp} or {@code tls}. */
        public Builder transport(String name) {
            transport = name;
            return this;
        }

        /** Rings until told to answer. */
        public Builder answersManually() {
            answerMode = "manual";
            return this;
        }

        /** As baresip calls them: {@code srtp} offers it, {@code srtp-mand} insists. */
        public Builder mediaEncryption(String name) {
            mediaEncryption = ";mediaenc=" + name;
            return this;
        }

        /** As in baresip's account files, for example {@code PCMU/8000/1}. */
        public Builder codecs(String list) {
            codecs = list;
            return this;
        }

        /** Starts it; returns when it has registered. */
        public Baresip speaking(Path speech) throws IOException {
            Path folder = Files.createTempDirectory(kamailio.folder(), "baresip-" + user);
            int controlPort = FreePorts.next();
            int rtp = FreePorts.block(RTP_PORTS);
            Path modules = Stream.of("/usr/lib/baresip/modules", "/usr/lib/x86_64-linux-gnu/baresip/modules")
                    .map(Path::of)
                    .filter(path -> Files.exists(path.resolve("ctrl_tcp.so")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "baresip's modules are not installed: apt-get install baresip-core"));
            Files.writeString(
                    folder.resolve("accounts"),
                    "<sip:%s@%s;transport=%s>;auth_user=%s;auth_pass=%s;outbound=\"%s\";regint=300;answermode=%s;audio_codecs=%s%s\n"
                            .formatted(
                                    user,
                                    KamailioExtension.DOMAIN,
                                    transport,
                                    user,
                                    KamailioExtension.password(user),
                                    kamailio.proxyUri(transport),
                                    answerMode,
                                    codecs,
                                    mediaEncryption));
            Files.writeString(folder.resolve("contacts"), "");
            Templates.write(
                    "baresip.config",
                    folder.resolve("config"),
                    Map.of(
                            "SIP_PORT", FreePorts.block(2),
                            "CERTIFICATE", kamailio.certificates().both(),
                            "AUTHORITY", kamailio.certificates().authority(),
                            "SPEECH", speech,
                            "RTP_FIRST", rtp,
                            "RTP_LAST", rtp + RTP_PORTS - 1,
                            "MODULES", modules,
                            "CONTROL_PORT", controlPort,
                            "FOLDER", folder));
            PeerProcess process = PeerProcess.start(
                    "baresip-core",
                    folder,
                    folder.resolve("baresip.log"),
                    List.of("baresip", "-f", folder.toString(), "-s", "-v"));
            try {
                process.awaitOutput("200 OK.*\\[[0-9]+ binding", START);
                return new Baresip(user, folder, process, BaresipControl.connect(controlPort));
            } catch (RuntimeException | IOException e) {
                process.close();
                throw e;
            }
        }
    }

    public static Builder of(KamailioExtension kamailio, String user) {
        return new Builder(kamailio, user);
    }

    /** Its address of record. */
    public String uri() {
        return "sip:" + user + "@" + KamailioExtension.DOMAIN;
    }

    public void dial(String uri) throws IOException {
        control.command("dial", uri);
    }

    public void accept() throws IOException {
        control.command("accept", "");
    }

    public void hangUp() throws IOException {
        control.command("hangup", "");
    }

    public void hold() throws IOException {
        control.command("hold", "");
    }

    public void resume() throws IOException {
        control.command("resume", "");
    }

    /** Presses one of 0-9, A-D, * and #: sent as RTP event (RFC 4733). */
    public void pressKey(char key) throws IOException {
        control.command("sndcode", String.valueOf(key));
    }

    /** Waits until it hears a key; returns it in upper case. */
    public char awaitKey() {
        Matcher key = KEY.matcher(awaitEvent("CALL_DTMF_START"));
        if (!key.find()) {
            throw new AssertionError("baresip heard a key but did not tell which");
        }
        return Character.toUpperCase(key.group(1).charAt(0));
    }

    /** Waits for an event such as {@code CALL_ESTABLISHED}; returns its JSON text. Each is told once. */
    public String awaitEvent(String type) {
        return control.awaitEvent(type);
    }

    /** Everything it has logged, with SIP messages. */
    public String log() {
        return process.output();
    }

    /** Waits until its log has that text. */
    public void awaitLog(String regex) {
        process.awaitOutput(regex, Duration.ofSeconds(10));
    }

    /** What it has heard, one file for each stream; complete when the call is over. */
    public List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(
                    files.filter(file -> file.getFileName().toString().matches("dump-.*-dec\\.wav"))
                            .sorted()
                            .toList());
        }
    }

    @Override
    public void close() {
        control.close();
        process.close();
    }
}
