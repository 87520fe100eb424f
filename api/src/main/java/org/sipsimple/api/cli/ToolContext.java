/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What a {@link Tool} may use of its surroundings; never the process's own streams, so that tools also run inside a
 * shell and in tests.
 *
 * @param arguments what the user typed behind the tool's name
 * @param in standard input; at its end at once when there is none
 * @param out where results go, UTF-8
 * @param err where diagnostics go, UTF-8
 * @param interruption completes when the user or the system asks the tool to end (Ctrl-C, SIGTERM)
 */
public record ToolContext(
        List<String> arguments, InputStream in, PrintStream out, PrintStream err, CompletionStage<Void> interruption) {

    public ToolContext {
        arguments = List.copyOf(arguments);
    }
}
