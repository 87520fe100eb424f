/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsFiles;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.SessionManager;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.stream.MediaStreamRegistry;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.cli.internal.call.CallServices;
import org.sipsimple.cli.internal.call.ToolAccounts;
import org.sipsimple.cli.internal.call.ToolCommand;

/** {@code sip-session}: sessions with any streams, several at a time. Spec: Developer Guide, "sip-session". */
@Component(service = Tool.class)
public final class SessionTool implements Tool {
    static final String NAME = "sip-session";

    private final CallServices services;
    private final MediaFactory media;

    @Activate
    public SessionTool(
            @Reference Engine engine,
            @Reference AccountManager accounts,
            @Reference SessionManager sessions,
            @Reference MediaStreamRegistry streams,
            @Reference AudioFactory audio,
            @Reference AudioMixers mixers,
            @Reference MediaFactory media,
            @Reference Lookup lookup,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads,
            @Reference Settings settings,
            @Reference SettingsFiles files) {
        this.media = media;
        services = new CallServices(
                engine,
                accounts,
                sessions,
                streams,
                audio,
                mixers,
                lookup,
                notifications,
                threads,
                new ToolAccounts(settings, files));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "sessions with audio, chat and files, several at a time, by commands typed or piped in";
    }

    @Override
    public int run(ToolContext context) {
        SessionArguments arguments = new SessionArguments();
        return ToolCommand.run(
                NAME,
                ToolCommand.of(arguments).setCaseInsensitiveEnumValuesAllowed(true),
                context,
                () -> new SessionRun(services, media, arguments, context).run());
    }
}
