/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.hotdeploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;

import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;
import org.sipsimple.itests.exam.FelixHost;

/**
 * Two pairs of frameworks with a call each. In one pair a media type is installed on both sides, used, updated and
 * uninstalled, again and again; the other pair is left alone. Tells what became of the RTP of both calls, and how long it
 * took from the start of the bundle until a factory of its said that a media line is its own.
 */
public final class HotDeployCase implements BenchCase {
    private static final long SECONDS = 20;
    private static final int STARTS = 200;
    private static final int WARM = 20;

    /** A line that the media type takes. */
    private static final String OFFER = "v=0|o=- 1 1 IN IP4 127.0.0.1|s=-|c=IN IP4 127.0.0.1|t=0 0"
            + "|m=application 4000 TCP whiteboard|a=setup:passive|a=board:00112233445566778899aabbccddeeff";

    @Override
    public String name() {
        return "hotdeploy";
    }

    @Override
    public String usage() {
        return "BUNDLES LIBRARIES TAP CYCLES";
    }

    /** Both ends of a call. */
    private static final class Pair implements AutoCloseable {
        private final FelixHost here;
        private final FelixHost there;
        private final FelixHost.Station caller;
        private final FelixHost.Station callee;
        private final String call;

        Pair(List<Path> jars) throws IOException, BundleException, InvalidSyntaxException {
            here = FelixHost.start(Files.createTempDirectory("here"), jars);
            there = FelixHost.start(Files.createTempDirectory("there"), jars);
            caller = FelixHost.station(here.context());
            callee = FelixHost.station(there.context());
            caller.tell("start");
            call = caller.tell("call " + callee.tell("start"));
        }

        List<BundleContext> contexts() {
            return List.of(here.context(), there.context());
        }

        int port() {
            return Integer.parseInt(callee.tell("port 0"));
        }

        @Override
        public void close() throws BundleException {
            here.close();
            there.close();
        }
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure {
        if (arguments.size() != 4) {
            throw new IllegalArgumentException();
        }
        try {
            List<Path> jars = new ArrayList<>(FelixHost.jars(Path.of(arguments.get(0))));
            jars.add(library(arguments.get(1), "org.sipsimple.itests.station"));
            String plugin = library(arguments.get(1), "org.sipsimple.example.whiteboard")
                    .toUri()
                    .toString();
            return measure(jars, plugin, Path.of(arguments.get(2)), Integer.parseInt(arguments.get(3)));
        } catch (IOException | BundleException | InvalidSyntaxException failed) {
            throw new BenchFailure(failed.toString());
        }
    }

    private static Path library(String folder, String name) throws IOException {
        return FelixHost.jars(Path.of(folder)).stream()
                .filter(jar -> jar.getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static String measure(List<Path> jars, String plugin, Path script, int cycles)
            throws IOException, BundleException, InvalidSyntaxException, BenchFailure {
        try (Pair changing = new Pair(jars);
                Pair quiet = new Pair(jars)) {
            int changed = changing.port();
            int control = quiet.port();
            RtpTap tap = new RtpTap(script, List.of(changed, control));
            try (tap) {
                for (int i = 0; i < cycles; i++) {
                    cycle(changing, plugin);
                }
            }
            List<Long> starts = starts(changing, plugin);
            return String.format(
                    Locale.ROOT,
                    "{\"cycles\":%d,\"changing\":%s,\"control\":%s,\"starts\":%d,\"usable_median_ms\":%.2f,\"usable_p99_ms\":%.2f}",
                    cycles,
                    tap.summary(changed),
                    tap.summary(control),
                    starts.size(),
                    Percentiles.of(starts, 50) / 1e6,
                    Percentiles.of(starts, 99) / 1e6);
        }
    }

    private static void cycle(Pair pair, String plugin) throws BundleException, BenchFailure {
        for (BundleContext context : pair.contexts()) {
            context.installBundle(plugin).start();
        }
        expect("accepted", pair.caller.tell("propose " + pair.call + " whiteboard"));
        pair.caller.tell("write " + pair.call + " hello");
        await(() -> pair.callee.tell("board 0").contains("hello"));
        for (BundleContext context : pair.contexts()) {
            context.getBundle(plugin).update();
        }
        for (BundleContext context : pair.contexts()) {
            context.getBundle(plugin).uninstall();
        }
        pair.caller.tell("remove " + pair.call + " whiteboard");
        await(() -> pair.callee.tell("streams 0").equals("audio"));
        expect("CONNECTED", pair.caller.tell("state " + pair.call));
    }

    /** Nanoseconds from the start of the bundle to the first yes. */
    private static List<Long> starts(Pair pair, String plugin) throws BundleException, BenchFailure {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < STARTS + WARM; i++) {
            Bundle bundle = pair.here.context().installBundle(plugin);
            long begin = System.nanoTime();
            bundle.start();
            await(() -> pair.caller.tell("accepts " + OFFER).equals("true"));
            long time = System.nanoTime() - begin;
            if (i >= WARM) {
                times.add(time);
            }
            bundle.uninstall();
        }
        times.sort(null);
        return times;
    }

    private static void expect(String wanted, String told) throws BenchFailure {
        if (!wanted.equals(told)) {
            throw new BenchFailure("expected " + wanted + " but was told " + told);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws BenchFailure {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new BenchFailure("what was waited for did not happen");
            }
            LockSupport.parkNanos(100_000);
        }
    }
}
