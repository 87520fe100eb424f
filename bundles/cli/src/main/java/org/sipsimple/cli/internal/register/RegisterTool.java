/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.register;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsFiles;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.cli.internal.call.EventLoop;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.cli.internal.call.ToolAccounts;
import org.sipsimple.cli.internal.call.ToolCommand;
import org.sipsimple.cli.internal.call.ToolFailure;

/** {@code sip-register}: registers an account of the settings. Spec: Developer Guide, "sip-register". */
@Component(service = Tool.class)
public final class RegisterTool implements Tool {
    private static final String NAME = "sip-register";

    private final Engine engine;
    private final AccountManager accounts;
    private final NotificationCenter notifications;
    private final ThreadManager threads;
    private final ToolAccounts settings;

    @Activate
    public RegisterTool(
            @Reference Engine engine,
            @Reference AccountManager accounts,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads,
            @Reference Settings settings,
            @Reference SettingsFiles files) {
        this.engine = engine;
        this.accounts = accounts;
        this.notifications = notifications;
        this.threads = threads;
        this.settings = new ToolAccounts(settings, files);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "registers a SIP account";
    }

    @Override
    public int run(ToolContext context) {
        RegisterArguments arguments = new RegisterArguments();
        return ToolCommand.run(NAME, ToolCommand.of(arguments), context, () -> register(arguments, context));
    }

    private ExitStatus register(RegisterArguments arguments, ToolContext context)
            throws ToolFailure, InterruptedException {
        if (arguments.maxRegisters < 0) {
            throw new ToolFailure(ExitStatus.USAGE, "--max-registers must not be negative");
        }
        ToolAccounts.Chosen chosen = settings.require(arguments.file, arguments.account);
        EventLoop loop = new EventLoop(threads.scheduler());
        return new RegisterRun(engine, accounts, notifications, arguments, context, loop).run(chosen);
    }
}
