/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@code sip-settings}; filled by picocli. */
@Command(
        name = "sip-settings",
        sortOptions = false,
        usageHelpAutoWidth = true,
        customSynopsis = {
            "sip-settings [--general|--account] [options] command [arguments]",
            "       sip-settings --general show",
            "       sip-settings --general set key1=value1 [key2=value2 ...]",
            "       sip-settings --account list",
            "       sip-settings --account add user@domain password",
            "       sip-settings --account delete user@domain|ALL",
            "       sip-settings --account show [user@domain|ALL]",
            "       sip-settings --account set [user@domain|ALL] key1=value1|DEFAULT [key2=value2|DEFAULT ...]",
            "       sip-settings --account default user@domain",
            ""
        },
        footer = {"", "A password that looks like an option stands behind \"--\"."})
final class SettingsArguments {
    @Option(
            names = {"-a", "--account"},
            description = "settings of accounts")
    boolean account;

    @Option(
            names = {"-g", "--general"},
            description = "general settings")
    boolean general;

    @Option(
            names = {"-c", "--config-file"},
            paramLabel = "FILE",
            description = "use another configuration file")
    @Nullable
    Path file;

    @Option(names = "--json", description = "results as JSON, one object a line")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and exit")
    boolean help;

    @Parameters(hidden = true)
    List<String> words = new ArrayList<>();

    CommandLine commandLine() {
        return new CommandLine(this)
                .setUsageHelpWidth(100)
                // passwords and values of settings may begin with a hyphen
                .setUnmatchedOptionsArePositionalParams(true);
    }
}
