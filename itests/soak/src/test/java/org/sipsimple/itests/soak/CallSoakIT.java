/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.sipsimple.account.AccountServices;
import org.sipsimple.account.DefaultAccountManager;
import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountOptions;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineOptions;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.audio.DefaultAudio;
import org.sipsimple.engine.DefaultEngine;
import org.sipsimple.engine.DefaultMedia;
import org.sipsimple.lookup.DnsServices;
import org.sipsimple.lookup.LookupSettings;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.session.DefaultMediaStreamRegistry;
import org.sipsimple.session.DefaultSessionManager;
import org.sipsimple.session.SessionServices;
import org.sipsimple.session.SessionTimers;
import org.sipsimple.threading.DefaultThreadManager;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls to ourselves with RTP, some at a time, in two parts: the second may not leave more behind than the first. */
class CallSoakIT {
    private static final int FIRST = Integer.getInteger("soak.first", 100);
    private static final int SECOND = Integer.getInteger("soak.second", 100);
    private static final int WARM = 1_000;
    private static final int AT_A_TIME = 8;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Threads that the JVM starts and ends by its own lights: compilers, collectors, its answers to tools. */
    private static final Pattern JVM_THREAD =
            Pattern.compile("^(C[12] Compiler|G1 |GC |VM |Sweeper|Attach Listener|Monitor Deflat|Service Thread)");

    /** Enough packets that RTP surely flows both ways. */
    private static final int PACKETS = 5;

    /** What is counted is given this long to go: transactions linger for T4 and 64 times T1 (RFC 3261 section 17), by default 5 s and 32 s. */
    private static final Duration SETTLE = Duration.ofSeconds(60);

    /** A thread of a pool, all of which go when they have been idle for long. */
    private static final Pattern POOLED_THREAD = Pattern.compile("^(blocking|serial|notification)-\\d");

    private final DefaultThreadManager threads =
            new DefaultThreadManager(InstantSource.system(), Duration.ofSeconds(2));
    private final DefaultNotificationCenter notifications =
            new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
    private final DefaultEngine engine = new DefaultEngine(notifications, threads);
    private final DefaultMedia media = new DefaultMedia(engine);
    private final DefaultAudio audio = new DefaultAudio(media, media, notifications, threads);
    private final DnsServices dns = new DnsServices(LookupSettings.DEFAULT, notifications, threads);
    private final DefaultAccountManager accounts =
            new DefaultAccountManager(new AccountServices(engine, dns.lookup(), notifications, threads, new Random(1)));
    private final DefaultMediaStreamRegistry streams = new DefaultMediaStreamRegistry();
    private final DefaultSessionManager sessions = new DefaultSessionManager(
            new SessionServices(engine, streams, notifications, threads, new Random(2), SessionTimers.DEFAULT),
            accounts);

    /** What a process holds. */
    private record Holdings(
            Map<String, Long> natives, Map<String, Long> threadNames, long descriptors, long residentKilobytes) {
        long threads() {
            return threadNames.values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public String toString() {
            return "threads " + threads() + " " + threadNames + ", descriptors " + descriptors + ", RSS "
                    + residentKilobytes + " kB, native " + natives;
        }
    }

    @Test
    void leavesNothingBehind() throws InterruptedException, IOException, SipCoreException {
        streams.load(
                StreamServices.of(Map.of(
                        Engine.class, engine,
                        MediaFactory.class, media,
                        AudioFactory.class, audio,
                        SystemAudio.class, audio,
                        Lookup.class, dns.lookup(),
                        NotificationCenter.class, notifications,
                        ThreadManager.class, threads)),
                CallSoakIT.class.getClassLoader());
        engine.start(EngineOptions.defaults().withBindAddress("127.0.0.1").withPorts(Map.of(Transport.UDP, 0)))
                .toCompletableFuture()
                .join();
        if (FIRST < WARM) {
            engine.setSipTimers(Duration.ofMillis(100), Duration.ofMillis(800), Duration.ofSeconds(1));
        }
        notifications.observe(
                SessionNotification.NewIncoming.class, call -> call.sender().accept(call.streams()));
        Account us = accounts.add(new AccountOptions(SipUri.parse("sip:us@127.0.0.1"), null, null, null, false));
        callMany(us, AT_A_TIME); // what is made once, is made
        Holdings before = settled(null);
        callMany(us, FIRST);
        Holdings middle = settled(before);
        callMany(us, SECOND);
        Holdings after = settled(before);
        System.out.printf("before: %s%nafter %d: %s%nafter %d more: %s%n", before, FIRST, middle, SECOND, after);
        assertThat(middle.natives()).isEqualTo(before.natives());
        assertThat(after.natives()).isEqualTo(before.natives());
        assertThat(after.threads())
                .as("threads before %s, after %s", before.threadNames(), after.threadNames())
                .isLessThanOrEqualTo(before.threads());
        assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors());
        // a JVM that has just begun still grows by its compiled code
        if (FIRST >= WARM) {
            assertThat((double) after.residentKilobytes()).isLessThanOrEqualTo(middle.residentKilobytes() * 1.05);
        }
        sessions.close();
        accounts.close();
        audio.close();
        engine.close();
        dns.close();
        notifications.close();
        threads.close();
    }

    private void callMany(Account us, int count) {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (running.size() == AT_A_TIME) {
                CompletableFuture.anyOf(running.toArray(CompletableFuture[]::new))
                        .join();
                running.removeIf(call -> {
                    if (call.isDone()) {
                        call.join();
                    }
                    return call.isDone();
                });
            }
            running.add(call(us).toCompletableFuture());
        }
        running.forEach(CompletableFuture::join);
    }

    private CompletionStage<Void> call(Account us) {
        var here = engine.listeningAddress(Transport.UDP).orElseThrow();
        MediaStream stream = streams.find("audio").orElseThrow().create(us);
        Session session = sessions.create(us);
        return session.connect(
                        ToHeader.of(SipUri.of("us", "127.0.0.1").withPort(here.getPort())),
                        List.of(new Route(here.getAddress(), here.getPort(), Transport.UDP)),
                        List.of(stream))
                .thenCompose(started ->
                        rtpFlows(stream.facet(RtpInformation.class).orElseThrow(), System.nanoTime() + LIMIT.toNanos()))
                .thenCompose(flows -> session.end());
    }

    private CompletionStage<Void> rtpFlows(RtpInformation rtp, long until) {
        CompletableFuture<Void> flows = new CompletableFuture<>();
        look(rtp, until, flows);
        return flows;
    }

    private void look(RtpInformation rtp, long until, CompletableFuture<Void> flows) {
        threads.blocking().execute(() -> {
            if (rtp.statistics().receivedPackets() >= PACKETS) {
                flows.complete(null);
            } else if (System.nanoTime() > until) {
                flows.completeExceptionally(new CompletionException(new AssertionError("no RTP: " + rtp.statistics()
                        + ", here " + rtp.localRtpAddress() + ", peer in SDP " + rtp.remoteRtpAddressInSdp()
                        + ", heard from " + rtp.remoteRtpAddressReceived())));
            } else {
                threads.scheduler().schedule(Duration.ofMillis(50), () -> look(rtp, until, flows));
            }
        });
    }

    /** Trims once nothing that lingers is left, then waits until all is quiet again; with {@code like}, until it is as good. */
    private Holdings settled(Holdings like) throws InterruptedException, IOException, SipCoreException {
        long end = System.nanoTime() + SETTLE.toNanos();
        waitFor(CallSoakIT::isIdle, end);
        System.gc();
        engine.trim();
        return waitFor(now -> isIdle(now) && (like == null || asGood(now, like)), end);
    }

    /** Returns what is held when {@code good}, or at the end of the time. */
    private Holdings waitFor(Predicate<Holdings> good, long end)
            throws InterruptedException, IOException, SipCoreException {
        Holdings now = holdings();
        while (System.nanoTime() < end && !good.test(now)) {
            CompletableFuture<Void> tick = new CompletableFuture<>();
            threads.scheduler().schedule(Duration.ofMillis(500), () -> tick.complete(null));
            tick.join();
            now = holdings();
        }
        return now;
    }

    private static boolean isIdle(Holdings now) {
        return now.natives().getOrDefault("transactions", 0L) == 0
                && now.natives().getOrDefault("dialogs", 0L) == 0
                && now.threadNames().keySet().stream()
                        .noneMatch(name -> POOLED_THREAD.matcher(name).find());
    }

    private static boolean asGood(Holdings now, Holdings like) {
        return now.natives().equals(like.natives())
                && now.threads() <= like.threads()
                && now.descriptors() <= like.descriptors();
    }

    private Holdings holdings() throws IOException, SipCoreException {
        Map<String, Long> natives = new TreeMap<>(engine.counters());
        natives.keySet().retainAll(List.of("objects", "transactions", "dialogs"));
        return new Holdings(natives, threads(), descriptors(), status("VmRSS"));
    }

    /** Counted by name, so that a failure tells which kind of thread has stayed; the JVM's own service threads are not ours. */
    private static Map<String, Long> threads() throws IOException {
        Map<String, Long> names = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                name(task)
                        .filter(name -> !JVM_THREAD.matcher(name).find())
                        .ifPresent(name -> names.merge(name, 1L, Long::sum));
            }
        }
        return names;
    }

    private static Optional<String> name(Path task) {
        try {
            return Optional.of(Files.readString(task.resolve("comm")).strip());
        } catch (IOException goneMeanwhile) { // before its file was opened, or before it was read
            return Optional.empty();
        }
    }

    private static long status(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Without the archives that the JVM opens when it first needs a class of them. */
    private static long descriptors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(file -> !target(file).endsWith(".jar")).count();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return ".jar";
        }
    }
}
