/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

import org.sipsimple.api.cli.ToolContext;

/** From a command line to an exit code, the same for all tools that work with accounts: help, usage errors, failures. */
public final class ToolCommand {
    private ToolCommand() {}

    /** What the tool does once its arguments are filled in. */
    public interface Work {
        ExitStatus run() throws ToolFailure, InterruptedException;
    }

    /** @param arguments an object that picocli fills */
    public static CommandLine of(Object arguments) {
        CommandLine commandLine = new CommandLine(arguments).setUsageHelpWidth(100);
        commandLine.getCommandSpec().usageMessage().footer("", "Exit codes:", ExitStatus.table());
        return commandLine;
    }

    /** Fills the arguments of {@code commandLine}, which {@code work} reads. */
    public static int run(String toolName, CommandLine commandLine, ToolContext context, Work work) {
        try {
            commandLine.parseArgs(context.arguments().toArray(String[]::new));
            if (commandLine.isUsageHelpRequested()) {
                commandLine.usage(context.out(), Ansi.OFF);
                return ExitStatus.OK.code();
            }
            return work.run().code();
        } catch (ParameterException e) {
            return complain(toolName, context, ExitStatus.USAGE, firstLine(e) + "; see --help");
        } catch (ToolFailure e) {
            return complain(toolName, context, e.status(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.INTERRUPTED.code();
        }
    }

    private static String firstLine(ParameterException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    }

    private static int complain(String toolName, ToolContext context, ExitStatus status, String line) {
        context.err().println(toolName + ": " + line.lines().findFirst().orElse(""));
        return status.code();
    }
}
