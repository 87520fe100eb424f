/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sip.Transport;

/** The command line of {@code sip-audio-session}; filled by picocli. */
@Command(
        name = "sip-audio-session",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Calls a SIP address, or waits for a call when none is given, and carries audio.",
            "The program ends with the call; Ctrl-C ends both.",
            ""
        })
public final class AudioSessionArguments {
    static final String PASSWORD_VARIABLE = "SIPSIMPLE_PASSWORD";

    @Parameters(
            arity = "0..1",
            paramLabel = "sip:user@host[:port][;transport=]",
            description = "whom to call; a mere user name is looked for in the account's domain")
    @Nullable
    String target;

    @Option(
            names = {"-a", "--account"},
            paramLabel = "USER@DOMAIN",
            description = "the account of the settings to use; by default the default account, if there is one")
    @Nullable
    String account;

    @Option(
            names = {"-c", "--config-file"},
            paramLabel = "FILE",
            description = "take the settings from another configuration file")
    @Nullable
    Path configFile;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER[@DOMAIN]",
            description = "who we are, in place of an account of the settings; with a domain it is an account there, "
                    + "without one we take direct calls to USER")
    @Nullable
    String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            description = "password of the account; better given in the environment variable " + PASSWORD_VARIABLE)
    @Nullable
    String password;

    @Option(names = "--auth-user", paramLabel = "NAME", description = "name for authentication, if it is not USER")
    @Nullable
    String authUser;

    @Option(names = "--display-name", paramLabel = "TEXT", description = "our name shown to the peer")
    @Nullable
    String displayName;

    @Option(
            names = "--proxy",
            paramLabel = "sip:HOST[:PORT][;transport=]",
            description = "proxy for all requests; by default the way is looked up in the DNS")
    @Nullable
    String proxy;

    @Option(
            names = "--register",
            negatable = true,
            description = "register the account, or not; by default when waiting for calls to an account with domain")
    @Nullable
    Boolean register;

    @Mixin
    TraceArguments trace = new TraceArguments();

    @Option(
            names = {"-S", "--disable-sound"},
            description = "do not use the sound card")
    boolean disableSound;

    @Option(
            names = "--auto-answer",
            arity = "0..1",
            preprocessor = OptionalSeconds.class,
            paramLabel = "SECONDS",
            description = "answer an incoming call after so many seconds, by default at once")
    @Nullable
    Double autoAnswer;

    @Option(
            names = "--auto-hangup",
            arity = "0..1",
            preprocessor = OptionalSeconds.class,
            paramLabel = "SECONDS",
            description = "hang up so many seconds after the call is established, by default at once")
    @Nullable
    Double autoHangup;

    @Option(
            names = {"-b", "--batch"},
            description = "do not read the console; implies --auto-answer")
    boolean batch;

    @Option(
            names = {"-D", "--daemonize"},
            description = "go into the background: no sound card, no console, calls are answered one after the other, "
                    + "the output goes to the system log")
    boolean daemonize;

    @Option(names = "--pid-file", paramLabel = "FILE", description = "where to write the number of the process")
    @Nullable
    Path pidFile;

    @Option(names = "--keep-running", description = "take one call after the other until interrupted")
    boolean keepRunning;

    @Option(names = "--play", paramLabel = "FILE.wav", description = "play a WAV file to the peer once")
    @Nullable
    Path play;

    @Option(names = "--record", paramLabel = "FILE.wav", description = "record both directions of the call")
    @Nullable
    Path record;

    @Option(names = "--text", description = "take text that the peer adds to the call, and print it")
    boolean text;

    @Option(
            names = "--files",
            paramLabel = "DIRECTORY",
            description = "take files that the peer adds to the call, and write them there")
    @Nullable
    Path files;

    @Option(
            names = "--srtp",
            paramLabel = "disabled|optional|mandatory|dtls",
            description = "encryption of media, by default what the account says, else optional")
    @Nullable
    SrtpPolicy srtp;

    @Option(names = "--dtmf", paramLabel = "DIGITS", description = "send these keys once the call is established")
    @Nullable
    String dtmf;

    @Option(
            names = "--hold-after",
            paramLabel = "SECONDS",
            description = "put the call on hold so many seconds after it is established")
    @Nullable
    Double holdAfter;

    @Option(
            names = "--unhold-after",
            paramLabel = "SECONDS",
            description = "take it off hold so many seconds after that, by default 2")
    double unholdAfter = 2;

    @Option(names = "--bind", paramLabel = "IP", description = "local address to use, by default all")
    @Nullable
    String bind;

    @Option(names = "--port", paramLabel = "PORT", description = "local SIP port, by default one chosen by the system")
    int port;

    @Option(
            names = "--transport",
            paramLabel = "udp|tcp|tls",
            description = "the only SIP transport to use, by default udp and tcp, and tls where it is asked for")
    @Nullable
    Transport transport;

    @Option(names = "--tls-ca", paramLabel = "FILE.pem", description = "authorities to trust in place of the system's")
    @Nullable
    Path tlsAuthorities;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "how long the peer may take to answer, by default 90")
    double timeout = 90;

    @Option(
            names = "--rtp-timeout",
            paramLabel = "SECONDS",
            description = "end the call when no RTP came for so long, 0 for never, by default what the settings say")
    @Nullable
    Integer rtpTimeout;

    @Option(names = "--json", description = "print a report of the call as one line of JSON; all else goes to stderr")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    boolean help;

    /** For a call to another process on this machine, without sound card and console. */
    public static AudioSessionArguments loopback(String target, SrtpPolicy srtp) {
        AudioSessionArguments arguments = new AudioSessionArguments();
        arguments.target = target;
        arguments.user = "sipsimple";
        arguments.srtp = srtp;
        arguments.bind = "127.0.0.1";
        arguments.disableSound = true;
        arguments.batch = true;
        return arguments;
    }

    /** Whether an incoming call is answered without asking. */
    boolean answersByItself() {
        return autoAnswer != null || batch;
    }
}
