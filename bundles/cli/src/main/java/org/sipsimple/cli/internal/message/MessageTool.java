/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.message;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsFiles;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.cli.internal.call.EventLoop;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.cli.internal.call.ToolAccounts;
import org.sipsimple.cli.internal.call.ToolFailure;

/** {@code sip-message}: messages in page mode (RFC 3428). Spec: Developer Guide, "sip-message". */
@Component(service = Tool.class)
public final class MessageTool implements Tool {
    private static final String NAME = "sip-message";

    private final MessageRun.Services services;
    private final ThreadManager threads;
    private final ToolAccounts settings;

    @Activate
    public MessageTool(
            @Reference Engine engine,
            @Reference AccountManager accounts,
            @Reference Lookup lookup,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads,
            @Reference Settings settings,
            @Reference SettingsFiles files) {
        this.services = new MessageRun.Services(engine, accounts, lookup, notifications);
        this.threads = threads;
        this.settings = new ToolAccounts(settings, files);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "sends a short message to a SIP address, or waits for such messages";
    }

    @Override
    public int run(ToolContext context) {
        MessageArguments arguments = new MessageArguments();
        CommandLine commandLine = new CommandLine(arguments).setUsageHelpWidth(100);
        commandLine.getCommandSpec().usageMessage().footer("", "Exit codes:", ExitStatus.table());
        try {
            commandLine.parseArgs(context.arguments().toArray(String[]::new));
            if (commandLine.isUsageHelpRequested()) {
                commandLine.usage(context.out(), Ansi.OFF);
                return ExitStatus.OK.code();
            }
            ToolAccounts.Chosen chosen = ToolAccounts.choose(settings.open(arguments.file), arguments.account)
                    .orElseThrow(() -> new ToolFailure(
                            ExitStatus.USAGE,
                            "there is no default account; add one by: sip-settings -a add user@domain password"));
            EventLoop loop = new EventLoop(threads.scheduler());
            return new MessageRun(services, arguments, context, loop, chosen)
                    .run()
                    .code();
        } catch (ParameterException e) {
            return complain(context, ExitStatus.USAGE, e.getMessage() + "; see --help");
        } catch (ToolFailure e) {
            return complain(context, e.status(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.INTERRUPTED.code();
        }
    }

    private static int complain(ToolContext context, ExitStatus status, String line) {
        context.err().println(NAME + ": " + line.lines().findFirst().orElse(""));
        return status.code();
    }
}
