/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.MediaFactory.AudioDevices;
import org.sipsimple.api.sip.SipCoreException;

/** What changes where and how sound is heard and recorded. Event loop only. */
final class SoundCommands {
    private static final String NONE = "None";
    private static final int LONGEST_ECHO_MILLIS = 500;
    private static final Pattern ECHO = Pattern.compile("([+-]?)([0-9]{1,5})");

    private final Common common;

    SoundCommands(Common common) {
        this.common = common;
    }

    void addTo(Map<CommandName, Command> commands) {
        commands.put(CommandName.MUTE, careful(this::mute));
        commands.put(CommandName.INPUT, careful(this::input));
        commands.put(CommandName.OUTPUT, careful(this::output));
        commands.put(CommandName.ALERT, careful(this::alert));
        commands.put(CommandName.ECHO, careful(this::echo));
    }

    /** A command that the core may refuse. */
    private interface OfTheCore {
        void run(String argument) throws Refused, SipCoreException;
    }

    private static Command careful(OfTheCore command) {
        return argument -> {
            try {
                command.run(argument);
            } catch (SipCoreException e) {
                throw new Refused(String.valueOf(e.getMessage()));
            }
        };
    }

    /** Says which devices there are and which are used. */
    void describe() throws SipCoreException {
        AudioMixer voice = common.services().mixers().voice();
        say("input", "Available audio input devices: ", String.join(", ", names(AudioDevices::inputs)));
        say("output", "Available audio output devices: ", String.join(", ", names(AudioDevices::outputs)));
        say("input", "Using audio input device: ", voice.inputDevice().orElse(NONE));
        say("output", "Using audio output device: ", voice.outputDevice().orElse(NONE));
    }

    private void say(String kind, String sentence, String devices) {
        common.output().tell("device", null, sentence + devices, "kind", kind);
    }

    private List<String> names(Function<AudioDevices, List<String>> kind) throws SipCoreException {
        List<String> names = new ArrayList<>(List.of(NONE, "system_default"));
        kind.apply(common.media().audioDevices(false)).stream()
                .distinct()
                .sorted()
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return names;
    }

    private void mute(String argument) throws Refused, SipCoreException {
        AudioMixer voice = common.services().mixers().voice();
        voice.setMuted(Command.onOff(CommandName.MUTE, argument, voice.isMuted()));
        common.output()
                .tell(
                        "mute",
                        null,
                        "The microphone is now " + (voice.isMuted() ? "muted" : "unmuted"),
                        "on",
                        voice.isMuted());
    }

    private void input(String argument) throws Refused, SipCoreException {
        AudioMixer voice = common.services().mixers().voice();
        String now = voice.inputDevice().orElse(null);
        String next = choice("input", argument, now, names(AudioDevices::inputs));
        voice.setSoundDevices(next, voice.outputDevice().orElse(null), voice.echoTailMillis());
        say("input", "Input device changed to ", voice.inputDevice().orElse(NONE));
    }

    private void output(String argument) throws Refused, SipCoreException {
        AudioMixer voice = common.services().mixers().voice();
        String next = choice("output", argument, voice.outputDevice().orElse(null), names(AudioDevices::outputs));
        voice.setSoundDevices(voice.inputDevice().orElse(null), next, voice.echoTailMillis());
        say("output", "Output device changed to ", voice.outputDevice().orElse(NONE));
    }

    private void alert(String argument) throws Refused, SipCoreException {
        AudioMixer alert = common.services().mixers().alert();
        String next = choice("alert", argument, alert.outputDevice().orElse(null), names(AudioDevices::outputs));
        alert.setSoundDevices(alert.inputDevice().orElse(null), next, alert.echoTailMillis());
        say("alert", "Alert device changed to ", alert.outputDevice().orElse(NONE));
    }

    /** The device of that name, or the one after {@code now} where none is named; null for none. */
    private static @Nullable String choice(String kind, String named, @Nullable String now, List<String> names)
            throws Refused {
        String name = named.isEmpty() ? names.get((names.indexOf(now == null ? NONE : now) + 1) % names.size()) : named;
        if (!names.contains(name)) {
            throw new Refused("Unknown " + kind + " device " + name + ". There are: " + String.join(", ", names));
        }
        return name.equals(NONE) ? null : name;
    }

    private void echo(String argument) throws Refused, SipCoreException {
        AudioMixer voice = common.services().mixers().voice();
        int now = voice.echoTailMillis();
        if (argument.isEmpty()) {
            sayEcho("Echo cancellation tail length is ", now);
            return;
        }
        Matcher change = ECHO.matcher(argument);
        if (!change.matches()) {
            throw Command.wrong(CommandName.ECHO);
        }
        int value = Integer.parseInt(change.group(2));
        int wanted =
                switch (change.group(1)) {
                    case "+" -> now + value;
                    case "-" -> now - value;
                    default -> value;
                };
        voice.setSoundDevices(
                voice.inputDevice().orElse(null),
                voice.outputDevice().orElse(null),
                Math.max(0, Math.min(LONGEST_ECHO_MILLIS, wanted)));
        sayEcho("Set the echo cancellation tail length to ", voice.echoTailMillis());
    }

    private void sayEcho(String sentence, int millis) {
        common.output().tell("echo", null, sentence + millis + " ms", "millis", millis);
    }
}
