/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.hotdeployment;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

import org.sipsimple.itests.exam.Bundles;
import org.sipsimple.itests.exam.FelixHost;
import org.sipsimple.itests.exam.PaxExamExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

/**
 * Two frameworks, a call with audio between them, and a media type that is installed, used, updated and uninstalled on
 * both while it lasts.
 */
@ExtendWith(PaxExamExtension.class)
class HotDeploymentIT {
    private static final String WHITEBOARD = "org.sipsimple.example.whiteboard";
    private static final String STATION = "org.sipsimple.itests.station";
    private static final String DISTRIBUTION = "org.sipsimple.distribution";
    private static final long SECONDS = 60;

    private record Compared(String text) {}

    @Inject
    private BundleContext context;

    private FelixHost host;
    private FelixHost.Station here;
    private FelixHost.Station there;
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<BundleWiring> wirings = new ArrayList<>();

    @Configuration
    static Option[] configuration() throws IOException {
        return options(
                cleanCaches(),
                systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"),
                systemProperty(DISTRIBUTION).value(System.getProperty(DISTRIBUTION)),
                systemProperty(Bundles.DIRECTORY).value(System.getProperty(Bundles.DIRECTORY)),
                composite(distribution().stream()
                        .map(jar -> bundle(jar.toUri().toString()))
                        .toArray(Option[]::new)),
                Bundles.installed(STATION));
    }

    /** What a program with audio needs, as the resolver found it. */
    private static List<Path> distribution() throws IOException {
        return FelixHost.jars(Path.of(System.getProperty(DISTRIBUTION), "bundles/export/audio-only"));
    }

    @BeforeEach
    void start() throws IOException, BundleException, InvalidSyntaxException {
        List<Path> jars = new ArrayList<>(distribution());
        jars.add(Path.of(System.getProperty(Bundles.DIRECTORY), STATION + ".jar"));
        host = FelixHost.start(Files.createTempDirectory("framework"), jars);
        here = FelixHost.station(context);
        there = FelixHost.station(host.context());
        for (BundleContext framework : List.of(context, host.context())) {
            framework.addBundleListener((SynchronousBundleListener) this::record);
            wirings.addAll(wirings(framework));
        }
    }

    /** What happens to bundles other than the one that comes and goes. */
    private void record(BundleEvent event) {
        if (!event.getBundle().getSymbolicName().equals(WHITEBOARD)) {
            changes.add(event.getBundle().getSymbolicName() + " event " + event.getType());
        }
    }

    @AfterEach
    void stop() throws BundleException {
        host.close();
    }

    @Test
    void aMediaTypeComesAndGoesDuringACall() throws BundleException {
        here.tell("start");
        String call = here.tell("call " + there.tell("start"));
        assertEquals("audio", there.tell("types"));

        install(context);
        install(host.context());
        assertEquals("audio whiteboard", there.tell("types"));
        assertEquals("accepted", here.tell("propose " + call + " whiteboard"));
        assertBothWrite(call, "fresh");

        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (BundleContext framework : List.of(context, host.context())) {
            loaders.add(loader(framework));
            whiteboard(framework).update();
            loaders.add(loader(framework));
        }
        assertBothWrite(call, "updated");

        for (BundleContext framework : List.of(context, host.context())) {
            whiteboard(framework).uninstall();
        }
        assertEquals("audio", here.tell("types"));
        assertEquals("audio whiteboard", here.tell("streams " + call));
        assertBothWrite(call, "uninstalled");

        here.tell("remove " + call + " whiteboard");
        await("the peer lets go of the stream", () -> there.tell("streams 0").equals("audio"));
        // the virtual machine remembers the class of the record that was first compared last (ObjectMethods.OBJECT_EQ)
        assertEquals(new Compared("with another"), new Compared("with another"));
        await("the class loaders are collected", () -> {
            System.gc();
            loaders.removeIf(loader -> loader.get() == null);
            return loaders.isEmpty();
        });

        install(context); // only here: the peer has never heard of it
        assertEquals("refused 488", here.tell("propose " + call + " whiteboard"));
        assertTrue(here.tell("answered").endsWith(" application:0"), here.tell("answered"));
        assertEquals("audio", here.tell("streams " + call));

        long packets = Long.parseLong(here.tell("packets " + call));
        await("RTP goes on", () -> Long.parseLong(here.tell("packets " + call)) > packets + 10);
        assertEquals("CONNECTED", here.tell("state " + call));
        assertEquals("CONNECTED", there.tell("state 0"));
        assertEquals(List.of(), changes);
        List<BundleWiring> after = new ArrayList<>(wirings(context));
        after.addAll(wirings(host.context()));
        assertEquals(wirings, after, "a refreshed bundle has another wiring");
    }

    private static void install(BundleContext framework) throws BundleException {
        framework.installBundle(Bundles.url(WHITEBOARD)).start();
    }

    private static Bundle whiteboard(BundleContext framework) {
        return framework.getBundle(Bundles.url(WHITEBOARD));
    }

    private static WeakReference<ClassLoader> loader(BundleContext framework) {
        return new WeakReference<>(
                whiteboard(framework).adapt(BundleWiring.class).getClassLoader());
    }

    private void assertBothWrite(String call, String word) {
        here.tell("write " + call + " " + word + " here");
        there.tell("write 0 " + word + " there");
        await("the board is the same on both ends", () -> {
            String board = here.tell("board " + call);
            return board.contains(word + " here")
                    && board.contains(word + " there")
                    && board.equals(there.tell("board 0"));
        });
    }

    /** Of all bundles but the one that comes and goes. */
    private static List<BundleWiring> wirings(BundleContext framework) {
        return Arrays.stream(framework.getBundles())
                .filter(bundle -> !bundle.getSymbolicName().equals(WHITEBOARD))
                .map(bundle -> bundle.adapt(BundleWiring.class))
                .toList();
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
