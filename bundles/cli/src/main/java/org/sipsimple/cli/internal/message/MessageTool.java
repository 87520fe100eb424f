/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.message;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

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
import org.sipsimple.cli.internal.call.ToolAccounts;
import org.sipsimple.cli.internal.call.ToolCommand;

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
        return ToolCommand.run(NAME, ToolCommand.of(arguments), context, () -> {
            ToolAccounts.Chosen chosen = settings.require(arguments.file, arguments.account);
            EventLoop loop = new EventLoop(threads.scheduler());
            return new MessageRun(services, arguments, context, loop, chosen).run();
        });
    }
}
