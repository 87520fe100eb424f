/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.PrintStream;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;

import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsFiles;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.media.AudioMixers;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.SessionManager;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.stream.MediaStreamRegistry;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.cli.internal.Json;

/** {@code sip-audio-session}: calls an address or waits for a call. */
@Component(service = Tool.class)
public final class SipAudioSessionTool implements Tool {
    private static final String NAME = "sip-audio-session";

    private final CallServices services;

    @Activate
    public SipAudioSessionTool(
            @Reference Engine engine,
            @Reference AccountManager accounts,
            @Reference SessionManager sessions,
            @Reference MediaStreamRegistry streams,
            @Reference AudioFactory audio,
            @Reference AudioMixers mixers,
            @Reference Lookup lookup,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads,
            @Reference Settings settings,
            @Reference SettingsFiles files) {
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
        return "calls a SIP address, or waits for a call, with audio";
    }

    @Override
    public int run(ToolContext context) {
        AudioSessionArguments arguments = new AudioSessionArguments();
        return ToolCommand.run(NAME, commandLine(arguments), context, () -> {
            if (arguments.daemonize) {
                context.out().println(Daemon.start(context.arguments(), Daemon.pidFile(arguments.pidFile)));
                return ExitStatus.OK;
            }
            return call(arguments, context);
        });
    }

    private ExitStatus call(AudioSessionArguments arguments, ToolContext context)
            throws ToolFailure, InterruptedException {
        PrintStream say = arguments.json ? context.err() : context.out();
        AudioSession session = new AudioSession(services, arguments, context, say, call -> {});
        ExitStatus status = run(session, arguments.pidFile);
        CallReport report = session.report();
        if (arguments.json && report != null) {
            context.out().println(Json.write(report.fields(status)));
        }
        return status;
    }

    private static ExitStatus run(AudioSession session, @Nullable Path pidFile)
            throws ToolFailure, InterruptedException {
        if (pidFile == null) {
            return session.run();
        }
        Daemon.tellPid(pidFile);
        try {
            return session.run();
        } finally {
            Daemon.forgetPid(pidFile);
        }
    }

    static CommandLine commandLine(AudioSessionArguments arguments) {
        return ToolCommand.of(arguments)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // the background process gets what was typed and then what --daemonize implies: the last one counts
                .setOverwrittenOptionsAllowed(true);
    }
}
