/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;

/** One run of {@code sip-audio-session}. Everything happens on the thread that calls {@link #run}. */
public final class AudioSession {
    private static final String AUDIO = "audio";

    private final CallServices services;
    private final Requests requests;
    private final AudioSessionArguments arguments;
    private final ToolContext context;
    private final PrintStream say;
    private final EventLoop loop;
    private final Consumer<AudioCall> script;
    private @Nullable AudioCall call;
    private @Nullable Session asking;
    private @Nullable SoundKeys sound;
    private @Nullable Observation registration;
    private boolean interrupted;
    private ExitStatus status = ExitStatus.OK;

    /**
     * @param say where messages for people go
     * @param script is told of each call as soon as it exists
     */
    public AudioSession(
            CallServices services,
            AudioSessionArguments arguments,
            ToolContext context,
            PrintStream say,
            Consumer<AudioCall> script)
            throws ToolFailure {
        this.services = services;
        this.arguments = arguments;
        this.requests = Requests.of(
                arguments, arguments.self.chosen(services.settings()), System.getenv(SelfArguments.PASSWORD_VARIABLE));
        this.context = context;
        this.say = say;
        this.script = script;
        this.loop = new EventLoop(services.threads().scheduler());
    }

    /** The loop all of it runs on. */
    public EventLoop loop() {
        return loop;
    }

    /** What became of the last call, null when there was none. */
    public @Nullable CallReport report() {
        return call == null ? null : call.report();
    }

    public ExitStatus run() throws ToolFailure, InterruptedException {
        context.interruption().thenRun(() -> loop.execute(this::interrupt));
        try (Trace trace =
                new Trace(arguments.trace, services.notifications(), services.engine(), loop, context.err())) {
            Sdk sdk = Sdk.start(services, loop, requests.engineOptions());
            try {
                return converse(sdk, trace);
            } finally {
                sdk.end();
                if (registration != null) {
                    registration.close();
                }
            }
        }
    }

    private ExitStatus converse(Sdk sdk, Trace trace) throws ToolFailure, InterruptedException {
        String problem = sdk.openSound(arguments.disableSound);
        if (problem != null) {
            say.println("No sound card can be used (" + problem + "); going on without, as with --disable-sound");
        }
        sound = sdk.soundKeys(say);
        if (!arguments.batch) {
            if (sound != null && !arguments.disableSound) {
                sound.describe();
            }
            Console.read(context.in(), loop, key -> typed(key, trace));
        }
        if (requests.chosen() != null) {
            say.println("Using account " + requests.chosen().id());
        }
        if (requests.target() == null) {
            answer(sdk);
        } else {
            dial(sdk, requests.target());
        }
        return interrupted ? ExitStatus.INTERRUPTED : status;
    }

    private void interrupt() {
        interrupted = true;
        if (call != null && !call.isOver()) {
            call.hangUp();
        }
    }

    // --- calling

    private void dial(Sdk sdk, SipUri target) throws ToolFailure, InterruptedException {
        List<Route> routes = routes(requests.nextHop(target));
        Account account = sdk.account(requests.accountOptions(localHost(routes.get(0))));
        if (requests.registers()) {
            sdk.awaitRegistration(account);
        }
        if (interrupted) {
            return;
        }
        MediaStream stream = audio().create(account);
        Session session = services.sessions().create(account);
        AudioCall dialled = follow(session, stream);
        say.printf(
                "Initiating SIP audio session from '%s' to '%s' via %s...%n",
                account.uri(), target, routes.get(0).uri());
        session.connect(
                ToHeader.of(target),
                routes,
                List.of(stream),
                new Session.ConnectOptions(false, null, Requests.seconds(arguments.timeout)));
        loop.runUntil(dialled::isOver);
        status = dialled.status();
    }

    private List<Route> routes(SipUri uri) throws ToolFailure, InterruptedException {
        try {
            return loop.await(services.lookup().lookupSipProxy(uri, requests.supported()));
        } catch (CompletionException e) {
            throw new ToolFailure(
                    ExitStatus.UNREACHABLE,
                    "cannot find " + uri.host() + ": " + e.getCause().getMessage());
        }
    }

    private String localHost(Route route) {
        String host = services.engine().contactAddress(route).getAddress().getHostAddress();
        return host.contains(":") ? "[" + host.replaceFirst("%.*", "") + "]" : host;
    }

    private MediaStreamFactory audio() throws ToolFailure {
        return services.streams()
                .find(AUDIO)
                .orElseThrow(() -> new ToolFailure(ExitStatus.FAILED, "no audio: its bundle is not installed"));
    }

    // --- being called

    private void answer(Sdk sdk) throws ToolFailure, InterruptedException {
        audio();
        Account account =
                sdk.account(requests.accountOptions(arguments.self.bind == null ? "localhost" : arguments.self.bind));
        if (requests.registers()) {
            registration = services.notifications()
                    .observe(AccountNotification.class, account, loop, event -> RegistrationLines.say(say, event));
            sdk.awaitRegistration(account);
        }
        Observation incoming =
                services.notifications().observe(SessionNotification.NewIncoming.class, null, loop, this::called);
        sdk.addresses(requests).forEach(uri -> say.println("Waiting for calls to " + uri));
        say.flush();
        loop.runUntil(() -> interrupted && (call == null || call.isOver())
                || call != null && call.isOver() && !arguments.keepRunning);
        incoming.close();
        if (call != null) {
            status = call.status();
        }
    }

    private void called(SessionNotification.NewIncoming incoming) {
        Session session = incoming.sender();
        MediaStream audio = incoming.streams().stream()
                .filter(stream -> stream.type().equals(AUDIO))
                .findFirst()
                .orElse(null);
        String peer = session.remoteIdentity()
                .map(identity -> identity.uri().toString())
                .orElse("unknown");
        if (audio == null) {
            say.println("Refusing a session without audio from '" + peer + "'");
            session.reject(488, null);
        } else if (call != null && !call.isOver() || interrupted) {
            say.println("Refusing a second call from '" + peer + "'");
            session.reject(486, null);
        } else {
            ring(session, audio, peer);
        }
    }

    private void ring(Session session, MediaStream audio, String peer) {
        AudioCall ringing = follow(session, audio);
        if (arguments.answersByItself()) {
            say.println("Incoming audio session from '" + peer + "'");
            double delay = arguments.autoAnswer == null ? 0 : arguments.autoAnswer;
            if (delay > 0) {
                session.sendRingIndication();
            }
            loop.after(Requests.seconds(delay), () -> accept(session, audio, ringing));
        } else {
            session.sendRingIndication();
            asking = session;
            say.println("Incoming audio session from '" + peer + "', do you want to accept? (y/n)");
        }
    }

    private static void accept(Session session, MediaStream audio, AudioCall ringing) {
        if (!ringing.isOver()) {
            session.accept(List.of(audio));
        }
    }

    // --- during a call

    private AudioCall follow(Session session, MediaStream stream) {
        AudioCall followed = new AudioCall(services, loop, say, context.err(), session, stream);
        call = followed;
        Companions companions =
                new Companions(services, loop, say, session, followed.report(), arguments.text, arguments.files);
        followed.over().thenRun(companions::close);
        followed.established().thenRun(() -> established(followed));
        script.accept(followed);
        return followed;
    }

    private void established(AudioCall started) {
        try {
            if (arguments.record != null) {
                started.record(arguments.record);
            }
        } catch (SipCoreException e) {
            fail(started, e.getMessage());
            return;
        }
        if (arguments.play != null) {
            started.play(arguments.play).exceptionally(e -> {
                fail(started, e.getMessage());
                return null;
            });
        }
        if (arguments.dtmf != null) {
            started.sendKeys(arguments.dtmf);
        }
        if (arguments.holdAfter != null) {
            double unhold = arguments.holdAfter + arguments.unholdAfter;
            loop.after(Requests.seconds(arguments.holdAfter), started::hold);
            loop.after(Requests.seconds(unhold), started::unhold);
        }
        if (arguments.autoHangup != null) {
            loop.after(Requests.seconds(arguments.autoHangup), () -> hangUp(started));
        }
    }

    private static void hangUp(AudioCall started) {
        if (!started.isOver()) {
            started.hangUp();
        }
    }

    private void fail(AudioCall started, String problem) {
        context.err().println("sip-audio-session: " + problem);
        started.failLocally();
    }

    // --- the console

    private void typed(int key, Trace trace) {
        if (key == Console.END) {
            interrupt();
        } else if (asking != null && (key == 'y' || key == 'n')) {
            decide(key == 'y');
        } else {
            ControlKey.of(key).ifPresent(known -> typed(known, key, trace));
        }
    }

    private void typed(ControlKey key, int character, Trace trace) {
        switch (key) {
            case HELP -> say.println(ControlKey.help());
            case TRACE_SIP -> toggle(trace, Trace.Kind.SIP);
            case TRACE_PJSIP -> toggle(trace, Trace.Kind.PJSIP);
            case TRACE_NOTIFICATIONS -> toggle(trace, Trace.Kind.NOTIFICATIONS);
            case MUTE, INPUT_DEVICE, OUTPUT_DEVICE, ALERT_DEVICE, ECHO -> {
                if (sound != null) {
                    sound.typed(key, character);
                }
            }
            case STATISTICS, HANG_UP, RECORD, HOLD, DTMF -> {
                if (call != null && !call.isOver() && call.report().wasEstablished()) {
                    typedInCall(call, key, character);
                }
            }
        }
    }

    private void toggle(Trace trace, Trace.Kind kind) {
        trace.set(kind, !trace.isOn(kind));
        say.println(kind.label() + " trace is " + (trace.isOn(kind) ? "on" : "off"));
    }

    private void decide(boolean yes) {
        Session session = asking;
        asking = null;
        if (session == null) {
            return;
        }
        if (yes) {
            session.accept(session.proposedStreams().stream()
                    .filter(stream -> stream.type().equals(AUDIO))
                    .toList());
        } else {
            session.reject(603, null);
        }
    }

    private void typedInCall(AudioCall current, ControlKey key, int character) {
        switch (key) {
            case HANG_UP -> current.hangUp();
            case STATISTICS -> current.toggleStatistics();
            case HOLD -> current.toggleHold();
            case RECORD -> toggleRecording(current);
            default -> current.sendKeys(String.valueOf((char) character));
        }
    }

    private void toggleRecording(AudioCall current) {
        try {
            current.toggleRecording(arguments.record == null ? Path.of("recording.wav") : arguments.record);
        } catch (SipCoreException e) {
            say.println(e.getMessage());
        }
    }
}
