/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.audio.AudioStreamNotification;
import org.sipsimple.api.audio.BridgedAudio;
import org.sipsimple.api.audio.Dtmf;
import org.sipsimple.api.audio.Recordable;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.notification.Notification;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.FileExchange;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.TextExchange;
import org.sipsimple.cli.internal.Json;
import org.sipsimple.cli.internal.call.CallServices;
import org.sipsimple.cli.internal.call.EventLoop;
import org.sipsimple.cli.internal.call.Requests;
import org.sipsimple.cli.internal.call.ToolAccounts;
import org.sipsimple.cli.internal.call.ToolFailure;
import org.sipsimple.cli.internal.call.Trace;
import org.sipsimple.filebackend.MemoryBackend;
import org.sipsimple.session.DefaultMediaStreamRegistry;
import org.sipsimple.session.DefaultSessionManager;
import org.sipsimple.session.SessionServices;
import org.sipsimple.session.SessionTimers;
import org.sipsimple.settings.DefaultSettings;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeInvitation;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.FakeMedia;
import org.sipsimple.stream.testkit.FakeStream;
import org.sipsimple.stream.testkit.FakeStreamFactory;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;

/** A client with real sessions, whose streams carry nothing and whose peers are the test. */
final class ClientFixture {
    static final SipUri BOB = SipUri.of("bob", "example.org");

    final RecordedNotifications notifications = new RecordedNotifications();
    final InlineThreads threads = new InlineThreads();
    final FakeEngine engine = new FakeEngine(notifications, threads.scheduler());
    final FakeLookup lookup = new FakeLookup();
    final FakeMedia media = new FakeMedia(notifications, threads.scheduler());
    final Trace trace;
    final Client client;

    /** What chat streams were given to send; nothing is delivered before the test says so. */
    final List<String> texts = new ArrayList<>();

    CompletionStage<Void> delivery = CompletableFuture.completedFuture(null);

    /** The keys that audio streams sent. */
    final StringBuilder keys = new StringBuilder();

    /** The streams for files made so far. */
    final List<FakeFile> files = new ArrayList<>();

    private final ByteArrayOutputStream people = new ByteArrayOutputStream();
    private final ByteArrayOutputStream programs = new ByteArrayOutputStream();
    private final EventLoop loop = new EventLoop(threads.scheduler());
    private final CallServices services;
    private boolean done;

    ClientFixture(String... options) throws ToolFailure, ConfigurationException {
        DefaultMediaStreamRegistry registry = new DefaultMediaStreamRegistry();
        registry.add(factory("audio", this::audio));
        registry.add(factory("chat", stream -> stream.with(TextExchange.class, this::deliver)));
        registry.add(factory("file-transfer", this::file));
        registry.add(factory("unknown", stream -> stream));
        lookup.answers(new Route(InetAddress.getLoopbackAddress(), 5070, Transport.UDP));
        DefaultAccountManager accounts =
                new DefaultAccountManager(new AccountServices(engine, lookup, notifications, threads, new Random(7)));
        Settings settings = DefaultSettings.open(new MemoryBackend(), notifications, Clock.systemUTC());
        DefaultSessionManager sessions = new DefaultSessionManager(
                new SessionServices(engine, registry, notifications, threads, new Random(1), SessionTimers.DEFAULT)
                        .withLookup(lookup),
                accounts);
        services = new CallServices(
                engine,
                accounts,
                sessions,
                registry,
                null, // nothing is played here
                media,
                lookup,
                notifications,
                threads,
                new ToolAccounts(settings, file -> settings));
        SessionArguments arguments = new SessionArguments();
        new CommandLine(arguments).parseArgs(options);
        arguments.check();
        SessionArguments self = new SessionArguments();
        new CommandLine(self).parseArgs("-u", "alice@example.org");
        Requests requests = Requests.of(SessionTool.NAME, self.self, self.trace, null, null, null);
        Account account = accounts.add(new AccountOptions(SipUri.of("alice", "example.org"), null, null, null, false));
        Output output = new Output(print(people), print(programs));
        Common common = new Common(services, media, loop, output, new Pending(loop, output));
        trace = new Trace(arguments.trace, notifications, engine, loop, print(new ByteArrayOutputStream()));
        client = new Client(
                common,
                requests,
                account,
                new Desk.Habits(arguments.autoAnswer, arguments.autoHangup, arguments.files),
                trace);
        loop.drain();
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private FakeStreamFactory factory(String type, UnaryOperator<FakeStream> powers) {
        FakeStreamFactory made = new FakeStreamFactory(type, notifications, threads.scheduler());
        made.prepare(powers);
        return made;
    }

    private CompletionStage<Void> deliver(String text) {
        texts.add(text);
        return delivery;
    }

    private FakeStream audio(FakeStream stream) {
        return stream.with(Dtmf.class, keys::append)
                .with(Recordable.class, new FakeTape(stream))
                .with(BridgedAudio.class, () -> {
                    throw new IllegalStateException("no bridge here");
                });
    }

    private FakeStream file(FakeStream stream) {
        FakeFile made = new FakeFile();
        files.add(made);
        return stream.with(FileExchange.class, made).withoutHold();
    }

    // --- what the user does and sees

    /** Types a command; returns what is said then. */
    String type(CommandName name, String... arguments) {
        return type((name.typed() + " " + String.join(" ", arguments)).strip());
    }

    /** Types a line; returns what is said then. */
    String type(String line) {
        people.reset();
        client.add(line);
        run();
        return said();
    }

    /** Lets what has happened be noticed. */
    void run() {
        loop.drain();
        done = client.proceed();
        loop.drain();
    }

    /** Time passes. */
    void pass(Duration time) {
        threads.time().advance(time);
        run();
    }

    /** What was said to people since the last line that was typed. */
    String said() {
        return people.toString(StandardCharsets.UTF_8);
    }

    /** What was told to programs of that kind. */
    List<Map<String, Object>> told(String event) {
        return programs.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line.replaceAll(":\\[[^\\]]*\\]", ":\"a list\"")))
                .filter(line -> event.equals(line.get("event")))
                .toList();
    }

    /** Whether the tool would end now. */
    boolean isDone() {
        run();
        return done;
    }

    // --- what peers do

    /** The dialog made last. */
    FakeInvitation peer() {
        return engine.lastInvitation();
    }

    /** Bob is called with that command and takes it. */
    FakeInvitation connected(CommandName name) {
        type(name, "bob");
        FakeInvitation bob = peer();
        bob.peerAnswers(taking(bob.invite().sdp()));
        run();
        return bob;
    }

    /** The peer agrees to what we have proposed. */
    void agrees(FakeInvitation peer) {
        peer.peerAnswersReinvite(taking(peer.lastReinvite()));
        run();
    }

    /** Bob calls with streams of these types. */
    FakeInvitation called(String... types) {
        people.reset();
        FakeInvitation bob = engine.peerCalls(BOB, SipUri.of("alice", "example.org"), sdp(types));
        run();
        return bob;
    }

    void posts(Notification notification) {
        notifications.post(notification);
        run();
    }

    /** The streams of the session in which something was told last. */
    MediaStream stream(String type) {
        return services.sessions().sessions().stream()
                .flatMap(session -> session.streams().stream())
                .filter(stream -> stream.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** How many sessions there are. */
    int sessions() {
        return services.sessions().sessions().size();
    }

    static SdpSession sdp(String... types) {
        SdpSession sdp = SdpSession.of("192.0.2.7");
        return sdp.withMedia(Arrays.stream(types)
                .map(type -> SdpMedia.of(type, 6000, "FAKE", List.of("*")))
                .toList());
    }

    /** The types that are offered. */
    static List<String> types(@Nullable SdpSession offer) {
        return offer == null
                ? List.of()
                : offer.media().stream().map(SdpMedia::media).toList();
    }

    static SdpSession taking(SdpSession offer) {
        List<SdpMedia> lines = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++) {
            SdpMedia line = offer.media().get(i);
            MediaDirection direction = MediaDirection.SENDRECV.answering(offer.direction(i));
            lines.add(line.isRefused() ? line.refused() : line.withPort(6000).withDirection(direction));
        }
        return SdpSession.of("192.0.2.7").withMedia(lines);
    }

    /** A file that arrives when the test says so. */
    static final class FakeFile implements FileExchange {
        final CompletableFuture<Path> arrival = new CompletableFuture<>();

        @Nullable
        Path sent;

        @Nullable
        Path folder;

        @Override
        public void send(Path file) {
            sent = file;
        }

        @Override
        public void receiveInto(Path directory) {
            folder = directory;
        }

        @Override
        public Optional<String> fileName() {
            return Optional.of(
                    sent == null ? "holiday\u001b.jpg" : sent.getFileName().toString());
        }

        @Override
        public OptionalLong fileSize() {
            return OptionalLong.of(100);
        }

        @Override
        public CompletionStage<Path> transferred() {
            return arrival;
        }
    }

    /** Records nothing, and says so. */
    private final class FakeTape implements Recordable {
        private final MediaStream stream;
        private @Nullable Path file;

        FakeTape(MediaStream stream) {
            this.stream = stream;
        }

        @Override
        public void startRecording(Path newFile) {
            file = newFile;
            notifications.post(new AudioStreamNotification.DidStartRecordingAudio(stream, Instant.EPOCH, newFile));
        }

        @Override
        public Path startRecording() {
            Path chosen = Path.of("call.wav");
            startRecording(chosen);
            return chosen;
        }

        @Override
        public void stopRecording() {
            Path was = file;
            file = null;
            if (was != null) {
                notifications.post(new AudioStreamNotification.DidStopRecordingAudio(stream, Instant.EPOCH, was));
            }
        }

        @Override
        public Optional<Path> recordingFile() {
            return Optional.ofNullable(file);
        }
    }
}
