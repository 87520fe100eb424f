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

import org.jspecify.annotations.Nullable;

/**
 * A baresip that speaks a WAV file and records what it hears: registered at a Kamailio and driven by its control
 * connection, or in a network namespace, where it answers whoever calls its address. Ended by {@link #close}.
 */
public final class Baresip implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RTP_PORTS = 20;

    /** In a namespace of its own all ports are free. */
    private static final int OWN_PORTS = 5060;

    private static final Pattern KEY = Pattern.compile("\"param\"\\s*:\\s*\"(.)\"");

    private final String uri;
    private final Path folder;
    private final PeerProcess process;
    private final @Nullable BaresipControl control;

    private Baresip(String uri, Path folder, PeerProcess process, @Nullable BaresipControl control) {
        this.uri = uri;
        this.folder = folder;
        this.process = process;
        this.control = control;
    }

    /** Where a baresip is and whom it is registered with. */
    private sealed interface Place {}

    private record AtKamailio(KamailioExtension kamailio, String user) implements Place {}

    private record OnHost(List<String> wrapper, String address, Path folder) implements Place {}

    /** How a baresip is started. */
    public static final class Builder {
        private final Place place;
        private String transport = "udp";
        private String answerMode = "auto";
        private String parameters = "";
        private String address = "127.0.0.1";
        private List<String> first = List.of();
        private String codecs = "opus/48000/2,G722/16000/1,PCMU/8000/1,PCMA/8000/1";

        private Builder(Place place) {
            this.place = place;
        }

        /** {@code udp}, {@code tcp} or {@code tls}. */
        public Builder transport(String name) {
            transport = name;
            return this;
        }

        /** At {@code ::1}, registered with a Kamailio that is there too. */
        public Builder onIpv6() {
            address = "::1";
            return this;
        }

        /** Rings until told to answer. */
        public Builder answersManually() {
            answerMode = "manual";
            return this;
        }

        /** As baresip calls them: {@code srtp} offers it, {@code srtp-mand} and {@code dtls_srtp} insist; empty for none. */
        public Builder mediaEncryption(String name) {
            parameters += name.isEmpty() ? "" : ";mediaenc=" + name;
            return this;
        }

        /** With candidates of its host, but those on 127.0.0.0/8, which it leaves out. */
        public Builder ice() {
            parameters += ";medianat=ice";
            return this;
        }

        /** Calls that URI when it is ready. */
        public Builder dialing(String uri) {
            first = List.of("-e", "/dial " + uri);
            return this;
        }

        /** As in baresip's account files, for example {@code PCMU/8000/1}. */
        public Builder codecs(String list) {
            codecs = list;
            return this;
        }

        /** Starts it; returns when it has registered, or is ready where it does not register. */
        public Baresip speaking(Path speech) throws IOException {
            return place instanceof AtKamailio at
                    ? registered(at.kamailio(), at.user(), speech)
                    : alone((OnHost) place, speech);
        }

        private Baresip registered(KamailioExtension kamailio, String user, Path speech) throws IOException {
            Path folder = Files.createTempDirectory(kamailio.folder(), "baresip-" + user);
            int controlPort = FreePorts.next();
            Files.writeString(
                    folder.resolve("accounts"),
                    "<sip:%s@%s;transport=%s>;auth_user=%s;auth_pass=%s;outbound=\"%s\";regint=300%s\n"
                            .formatted(
                                    user,
                                    KamailioExtension.DOMAIN,
                                    transport,
                                    user,
                                    KamailioExtension.password(user),
                                    address.equals("::1")
                                            ? kamailio.proxyUriOnIpv6(transport)
                                            : kamailio.proxyUri(transport),
                                    habits()));
            configure(
                    folder,
                    speech,
                    new Ports(address, FreePorts.block(2), FreePorts.block(RTP_PORTS), controlPort),
                    "sip_certificate %s\nsip_cafile %s"
                            .formatted(
                                    kamailio.certificates().both(),
                                    kamailio.certificates().authority()));
            PeerProcess process = run(folder, List.of(), first, "200 OK.*\\[[0-9]+ binding");
            try {
                String uri = "sip:" + user + "@" + KamailioExtension.DOMAIN;
                return new Baresip(uri, folder, process, BaresipControl.connect(controlPort));
            } catch (RuntimeException | IOException e) {
                process.close();
                throw e;
            }
        }

        private Baresip alone(OnHost at, Path speech) throws IOException {
            String uri = "sip:peer@" + host(at.address()) + ":" + OWN_PORTS;
            Files.writeString(at.folder().resolve("accounts"), "<%s>;regint=0%s\n".formatted(uri, habits()));
            Ports ports = new Ports(at.address(), OWN_PORTS, OWN_PORTS + 10, OWN_PORTS + 2);
            configure(at.folder(), speech, ports, "");
            PeerProcess process = run(at.folder(), at.wrapper(), first, "baresip is ready");
            return new Baresip(uri, at.folder(), process, null);
        }

        private String habits() {
            return ";answermode=" + answerMode + ";audio_codecs=" + codecs + parameters;
        }
    }

    /** Where a baresip listens. */
    private record Ports(String address, int sip, int firstRtp, int control) {}

    private static String host(String address) {
        return address.indexOf(':') < 0 ? address : "[" + address + "]";
    }

    private static void configure(Path folder, Path speech, Ports ports, String trust) throws IOException {
        Path modules = Stream.of("/usr/lib/baresip/modules", "/usr/lib/x86_64-linux-gnu/baresip/modules")
                .map(Path::of)
                .filter(path -> Files.exists(path.resolve("ctrl_tcp.so")))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("baresip's modules are not installed: apt-get install baresip-core"));
        Files.writeString(folder.resolve("contacts"), "");
        Templates.write(
                "baresip.config",
                folder.resolve("config"),
                Map.ofEntries(
                        Map.entry("ADDRESS", host(ports.address())),
                        Map.entry("INTERFACE", ports.address()),
                        Map.entry("SIP_PORT", ports.sip()),
                        Map.entry("TRUST", trust),
                        Map.entry("SPEECH", speech),
                        Map.entry("RTP_FIRST", ports.firstRtp()),
                        Map.entry("RTP_LAST", ports.firstRtp() + RTP_PORTS - 1),
                        Map.entry("MODULES", modules),
                        Map.entry("CONTROL_PORT", ports.control()),
                        Map.entry("FOLDER", folder)));
    }

    private static PeerProcess run(Path folder, List<String> wrapper, List<String> arguments, String whenReady) {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of("baresip", "-f", folder.toString(), "-s", "-v"));
        command.addAll(arguments);
        PeerProcess.require("baresip", "baresip-core");
        PeerProcess process = PeerProcess.start("iproute2", folder, folder.resolve("baresip.log"), command);
        try {
            process.awaitOutput(whenReady, LIMIT);
            return process;
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    public static Builder of(KamailioExtension kamailio, String user) {
        return new Builder(new AtKamailio(kamailio, user));
    }

    /**
     * One in a network namespace. It can't be driven: its control connection stays in there.
     *
     * @param wrapper the words before a command that run it there
     * @param address it has there
     * @param folder for its files
     */
    public static Builder on(List<String> wrapper, String address, Path folder) {
        return new Builder(new OnHost(wrapper, address, folder));
    }

    /** Where it is called: its address of record, or of itself where it is not registered. */
    public String uri() {
        return uri;
    }

    private BaresipControl control() {
        if (control == null) {
            throw new IllegalStateException("a baresip in another namespace can't be driven");
        }
        return control;
    }

    public void dial(String uri) throws IOException {
        control().command("dial", uri);
    }

    public void accept() throws IOException {
        control().command("accept", "");
    }

    public void hangUp() throws IOException {
        control().command("hangup", "");
    }

    public void hold() throws IOException {
        control().command("hold", "");
    }

    public void resume() throws IOException {
        control().command("resume", "");
    }

    /** Presses one of 0-9, A-D, * and #: sent as RTP event (RFC 4733). */
    public void pressKey(char key) throws IOException {
        control().command("sndcode", String.valueOf(key));
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
        return control().awaitEvent(type);
    }

    /** Everything it has logged, with SIP messages. */
    public String log() {
        return process.output();
    }

    /** Waits until its log has that text. */
    public void awaitLog(String regex) {
        process.awaitOutput(regex, LIMIT);
    }

    /**
     * What it has heard, one file for each stream, for when the call is over. It tells of the end of a call before it writes
     * their lengths and closes them, so this waits for that.
     */
    public List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> heard = files.filter(
                            file -> file.getFileName().toString().matches("dump-.*-dec\\.wav"))
                    .sorted()
                    .toList();
            process.await(
                    "it still writes " + heard, LIMIT, () -> heard.stream().noneMatch(process::hasOpen));
            return heard;
        }
    }

    @Override
    public void close() {
        if (control != null) {
            control.close();
        }
        process.close();
    }
}
