/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

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
import org.sipsimple.cli.internal.call.AudioSession;
import org.sipsimple.cli.internal.call.AudioSessionArguments;
import org.sipsimple.cli.internal.call.CallReport;
import org.sipsimple.cli.internal.call.CallServices;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.cli.internal.call.ToolAccounts;
import org.sipsimple.cli.internal.call.ToolFailure;
import org.sipsimple.cli.speech.Recording;
import org.sipsimple.cli.speech.Similarity;

/** {@code demo}: this process calls a second one, speaks, holds, presses keys, and tells what arrived. */
@Component(service = Tool.class)
public final class DemoTool implements Tool {
    private static final String NAME = "demo";

    /** Speech through Opus or G.722 arrives at 0.9 and more, other speech stays below 0.5. */
    private static final double SIMILAR_ENOUGH = 0.8;

    private final CallServices services;

    @Activate
    public DemoTool(
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
        return "shows a call with speech between two processes on this machine";
    }

    @Override
    public int run(ToolContext context) {
        DemoArguments arguments = new DemoArguments();
        CommandLine commandLine = new CommandLine(arguments).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            commandLine.parseArgs(context.arguments().toArray(String[]::new));
            if (commandLine.isUsageHelpRequested()) {
                commandLine.usage(context.out(), Ansi.OFF);
                return ExitStatus.OK.code();
            }
            return show(arguments, context).code();
        } catch (ParameterException e) {
            context.err().println(NAME + ": " + e.getMessage());
            return ExitStatus.USAGE.code();
        } catch (ToolFailure e) {
            context.err().println(NAME + ": " + e.getMessage());
            return e.status().code();
        } catch (IOException e) {
            context.err().println(NAME + ": " + e.getMessage());
            return ExitStatus.FAILED.code();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.INTERRUPTED.code();
        }
    }

    private ExitStatus show(DemoArguments arguments, ToolContext context)
            throws ToolFailure, IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sipsimple-demo");
        try {
            Path speech = folder.resolve("speech.wav");
            try (InputStream resource = DemoTool.class.getResourceAsStream("speech.wav")) {
                if (resource == null) {
                    throw new IOException("speech.wav is missing in this bundle");
                }
                Files.copy(resource, speech);
            }
            return show(arguments, context, speech, folder);
        } finally {
            delete(folder);
        }
    }

    private ExitStatus show(DemoArguments arguments, ToolContext context, Path speech, Path folder)
            throws ToolFailure, IOException, InterruptedException {
        PrintStream out = arguments.json ? context.err() : context.out();
        Path recording = folder.resolve("recording.wav");
        Path received = folder.resolve("received");
        out.println("A call between two processes on this machine:");
        try (Callee callee = Callee.start(recording, received, arguments.srtp)) {
            String address = callee.awaitAddress();
            out.println("  callee waits at " + address);
            AudioSessionArguments call = AudioSessionArguments.loopback(address, arguments.srtp);
            Extras[] extras = new Extras[1];
            AudioSession session = caller(call, context, speech, extras, folder, out);
            ExitStatus status = session.run();
            CallReport report = session.report();
            if (report == null || status != ExitStatus.OK) {
                throw new ToolFailure(
                        status == ExitStatus.OK ? ExitStatus.FAILED : status,
                        "the call failed: " + (report == null ? "it never began" : report.endReason()));
            }
            Map<String, Object> far = callee.awaitReport();
            double similarity = Similarity.of(Recording.read(speech), Recording.read(recording));
            boolean same = Files.exists(received.resolve(Extras.FILE_NAME))
                    && Files.mismatch(extras[0].file(), received.resolve(Extras.FILE_NAME)) < 0;
            return tell(arguments, context, new Outcome(report, far, similarity, extras[0], same));
        }
    }

    private AudioSession caller(
            AudioSessionArguments call, ToolContext context, Path speech, Extras[] extras, Path folder, PrintStream out)
            throws ToolFailure {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        ToolContext own = new ToolContext(
                List.of(), InputStream.nullInputStream(), nowhere, context.err(), context.interruption());
        AudioSession[] self = new AudioSession[1];
        self[0] = new AudioSession(
                services, call, own, nowhere, made -> new DemoScript(self[0].loop(), speech, extras[0], out).run(made));
        extras[0] = new Extras(services, self[0].loop(), folder);
        return self[0];
    }

    /** All that is known when it is over. */
    record Outcome(CallReport near, Map<String, Object> far, double similarity, Extras extras, boolean sameFile) {

        boolean chatArrived() {
            return String.join("\n", Extras.LINES).equals(far.get("texts_received"))
                    && extras.delivered() == Extras.LINES.size();
        }

        boolean isGood() {
            boolean keys = DemoScript.KEYS.equals(far.get("dtmf_received"));
            boolean held = "1".equals(String.valueOf(far.get("holds")));
            return similarity >= SIMILAR_ENOUGH
                    && keys
                    && held
                    && chatArrived()
                    && sameFile
                    && "0".equals(String.valueOf(far.get("exit_code")));
        }
    }

    private static ExitStatus tell(DemoArguments arguments, ToolContext context, Outcome outcome) {
        ExitStatus status = outcome.isGood() ? ExitStatus.OK : ExitStatus.FAILED;
        if (arguments.json) {
            Map<String, Object> members = new LinkedHashMap<>(outcome.near().fields(status));
            outcome.far().forEach((name, value) -> members.put("callee_" + name, value));
            members.put("similarity", Math.round(outcome.similarity() * 1000) / 1000.0);
            members.put("chat_lines_delivered", outcome.extras().delivered());
            members.put("file_bytes", outcome.sameFile() ? Extras.FILE_SIZE : 0);
            members.put("file_seconds", outcome.extras().fileSeconds().orElse(0.0));
            context.out().println(Json.write(members));
        } else {
            DemoTable.print(context.out(), outcome);
        }
        if (!outcome.isGood()) {
            context.err()
                    .println(NAME + ": not all that was sent arrived (similarity at least " + SIMILAR_ENOUGH + ", keys "
                            + DemoScript.KEYS + ", one hold, " + Extras.LINES.size() + " lines of chat, the file)");
        }
        return status;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
