/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The background of {@code --daemonize}: the same tool in a process of its own, without terminal, whose output goes to the
 * system log if there is one, else to a file. A Java process cannot go into the background itself.
 */
final class Daemon {
    /** Set by the launcher: the command that runs a tool, one word in a line, without the tool. */
    private static final String COMMAND = "org.sipsimple.launcher.command";

    private static final Path SYSTEM_LOG = Path.of("/dev/log");
    private static final Path SYSTEM_PID_FILE = Path.of("/var/run/sip_audio_session.pid");

    private Daemon() {}

    /** Where the number of the process is written unless the user says so: as root where the Developer Guide says. */
    static Path pidFile(@Nullable Path wanted) {
        if (wanted != null) {
            return wanted.toAbsolutePath();
        }
        return Files.isWritable(SYSTEM_PID_FILE.getParent())
                ? SYSTEM_PID_FILE
                : ownDirectory().resolve("sip_audio_session.pid");
    }

    private static Path ownDirectory() {
        return Path.of(System.getProperty("user.home"), ".sipclient");
    }

    /**
     * Starts the background process and does not wait for it.
     *
     * @param arguments of the tool, as typed
     * @return what to tell the user
     */
    static String start(List<String> arguments, Path pidFile) throws ToolFailure {
        String launcher = System.getProperty(COMMAND);
        if (launcher == null) {
            throw new ToolFailure(ExitStatus.FAILED, "--daemonize needs the launcher to start a second process");
        }
        Path log = ownDirectory().resolve("logs").resolve("sip-audio-session.log");
        boolean systemLog = Files.exists(SYSTEM_LOG);
        String output = systemLog ? "2>&1 | logger -t sip-audio-session" : ">> \"$0\" 2>&1";
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c"));
        command.add("exec </dev/null; \"$@\" " + output);
        command.add(log.toString());
        command.addAll(List.of(launcher.split("\n")));
        command.add("sip-audio-session");
        command.addAll(background(arguments));
        command.add("--pid-file=" + pidFile);
        try {
            Files.createDirectories(log.getParent());
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new ToolFailure(ExitStatus.FAILED, "cannot go into the background: " + e.getMessage());
        }
        return "In the background; its process id is in " + pidFile + ", its output in "
                + (systemLog ? "the system log" : log);
    }

    /** What {@code --daemonize} implies in its place. */
    static List<String> background(List<String> arguments) {
        List<String> words = new ArrayList<>(arguments);
        words.removeIf(word -> word.equals("-D") || word.equals("--daemonize"));
        words.addAll(List.of("--disable-sound", "--batch", "--keep-running"));
        if (words.stream().noneMatch(word -> word.startsWith("--auto-answer"))) {
            words.add("--auto-answer=0");
        }
        return words;
    }

    /** Writes down the number of this process. */
    static void tellPid(Path file) throws ToolFailure {
        try {
            Files.writeString(file, ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            throw new ToolFailure(ExitStatus.FAILED, "cannot write " + file);
        }
    }

    static void forgetPid(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(Daemon.class.getName()).log(System.Logger.Level.WARNING, "cannot remove {0}", file);
        }
    }
}
