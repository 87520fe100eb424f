/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.register;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.sipsimple.cli.internal.call.TraceArguments;

/** The command line of {@code sip-register}; filled by picocli. */
@Command(
        name = "sip-register",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Registers a SIP account and refreshes the registration while the program is running.",
            "It unregisters when Ctrl+D is pressed, when it is interrupted, or after --max-registers.",
            ""
        })
final class RegisterArguments {
    @Option(
            names = {"-a", "--account-name"},
            paramLabel = "ACCOUNT",
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
            names = {"-r", "--max-registers"},
            paramLabel = "NUMBER",
            description = "how many answers of registrars to wait for, by default 1; 0 for no limit")
    int maxRegisters = 1;

    @Option(names = "--json", description = "print the outcome as one line of JSON; all else goes to stderr")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    boolean help;
}
