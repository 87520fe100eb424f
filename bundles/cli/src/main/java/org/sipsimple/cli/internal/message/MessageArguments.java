/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.message;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sipsimple.cli.internal.call.TraceArguments;

/** The command line of {@code sip-message}; filled by picocli. */
@Command(
        name = "sip-message",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Sends a short message to a SIP address, or waits for such messages.",
            "The text is read from standard input, to its end, unless --message gives it.",
            "Without an address it prints the messages that come until Ctrl+D is pressed or it is interrupted.",
            ""
        })
final class MessageArguments {
    @Parameters(arity = "0..1", paramLabel = "user@domain", description = "whom to send to; none waits for messages")
    @Nullable
    String target;

    @Option(
            names = {"-a", "--account"},
            paramLabel = "NAME",
            description = "the account, user@domain; by default the default account")
    @Nullable
    String account;

    @Option(
            names = {"-c", "--config-file"},
            paramLabel = "FILE",
            description = "use another configuration file")
    @Nullable
    Path file;

    @Mixin
    TraceArguments trace = new TraceArguments();

    @Option(
            names = {"-b", "--batch"},
            description = "read no control input from the console: only an interruption ends the wait for messages")
    boolean batch;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "MESSAGE",
            description = "the text to send, in place of standard input")
    @Nullable
    String message;

    @Option(
            names = "--json",
            description =
                    "print the outcome, and each message that comes, as one line of JSON; all else goes to stderr")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    boolean help;
}
