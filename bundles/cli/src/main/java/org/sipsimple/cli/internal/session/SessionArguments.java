/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sipsimple.cli.internal.call.AudioSessionArguments;
import org.sipsimple.cli.internal.call.OptionalSeconds;
import org.sipsimple.cli.internal.call.SelfArguments;
import org.sipsimple.cli.internal.call.ToolFailure;
import org.sipsimple.cli.internal.call.TraceArguments;

/** The command line of {@code sip-session}; filled by picocli. */
@Command(
        name = "sip-session",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Sessions with audio, chat and files, several at a time: calls, is called, and does what is typed.",
            "Commands and text are read from standard input, one a line; /help lists them. At the end of the input",
            "it quits when all of it is done; without input it goes on until Ctrl-C.",
            ""
        })
final class SessionArguments {
    @Parameters(
            arity = "0..1",
            paramLabel = "user[@domain]",
            description = "whom to call at once, with audio; a mere user name is looked for in the account's domain")
    @Nullable
    String target;

    @Mixin
    SelfArguments self = new SelfArguments();

    @Mixin
    TraceArguments trace = new TraceArguments();

    @Option(
            names = {"-m", "--trace-msrp"},
            description = "print MSRP messages")
    boolean traceMsrp;

    @Option(
            names = {"-S", "--disable-sound"},
            description = "do not use the sound card")
    boolean disableSound;

    @Option(
            names = "--auto-answer",
            arity = "0..1",
            preprocessor = OptionalSeconds.class,
            paramLabel = "SECONDS",
            description = "take incoming sessions after so many seconds, by default at once, and what is added to them")
    @Nullable
    Double autoAnswer;

    @Option(
            names = "--auto-hangup",
            arity = "0..1",
            preprocessor = OptionalSeconds.class,
            paramLabel = "SECONDS",
            description = "hang up so many seconds after a session is established, by default at once")
    @Nullable
    Double autoHangup;

    @Option(
            names = "--files",
            paramLabel = "DIRECTORY",
            description = "where files that come are put, by default what the setting file_transfer.directory says")
    @Nullable
    Path files;

    @Option(names = "--json", description = "print what happens as lines of JSON; all else goes to stderr")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    boolean help;

    void check() throws ToolFailure {
        AudioSessionArguments.checkTime(autoAnswer);
        AudioSessionArguments.checkTime(autoHangup);
    }
}
