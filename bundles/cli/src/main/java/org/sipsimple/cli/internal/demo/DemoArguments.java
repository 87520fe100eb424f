/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.demo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sipsimple.api.media.SrtpPolicy;

/** The command line of {@code demo}; filled by picocli. */
@Command(
        name = "demo",
        usageHelpAutoWidth = true,
        description = {
            "Shows the SDK: a call between two processes on this machine, without any server, with speech, then chat and a",
            "file in the same session.",
            "Ends with code 0 when all of it worked.",
            ""
        })
final class DemoArguments {
    @Option(names = "--json", description = "print the report as one line of JSON")
    boolean json;

    @Option(names = "--srtp", paramLabel = "disabled|optional|mandatory|dtls", description = "encryption of media")
    SrtpPolicy srtp = SrtpPolicy.OPTIONAL;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    boolean help;
}
