/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sipsimple.api.media.SrtpPolicy;

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
    @Parameters(
            arity = "0..1",
            paramLabel = "sip:user@host[:port][;transport=]",
            description = "whom to call; a mere user name is looked for in the account's domain")
    @Nullable
    String target;

    @Mixin
    SelfArguments self = new SelfArguments();

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

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "how long the peer may take to answer, by default 90")
    double timeout = 90;

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
        arguments.self.user = "sipsimple";
        arguments.self.srtp = srtp;
        arguments.self.bind = "127.0.0.1";
        arguments.disableSound = true;
        arguments.batch = true;
        return arguments;
    }

    /** Whether an incoming call is answered without asking. */
    boolean answersByItself() {
        return autoAnswer != null || batch;
    }

    void check() throws ToolFailure {
        if (timeout <= 0 || unholdAfter < 0) {
            throw new ToolFailure(ExitStatus.USAGE, "times must not be negative, and --timeout not zero");
        }
        for (Double time : new Double[] {autoAnswer, autoHangup, holdAfter}) {
            checkTime(time);
        }
        if (dtmf != null && !dtmf.matches("[0-9A-Da-d*#]+")) {
            throw new ToolFailure(ExitStatus.USAGE, "--dtmf takes digits, A to D, * and #");
        }
        if (play != null && !(Files.isRegularFile(play) && Files.isReadable(play))) {
            throw new ToolFailure(ExitStatus.USAGE, "cannot read " + play);
        }
        if (record != null) {
            checkWritable(record);
        }
    }

    /** @param seconds null when it was not given */
    public static void checkTime(@Nullable Double seconds) throws ToolFailure {
        if (seconds != null && !(seconds >= 0 && seconds < 1e6)) {
            throw new ToolFailure(ExitStatus.USAGE, "times must not be negative");
        }
    }

    private static void checkWritable(Path file) throws ToolFailure {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        boolean possible = Files.exists(file)
                ? Files.isRegularFile(file) && Files.isWritable(file)
                : Files.isDirectory(folder) && Files.isWritable(folder);
        if (!possible) {
            throw new ToolFailure(ExitStatus.USAGE, "cannot write " + file);
        }
    }
}
