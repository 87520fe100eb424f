/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.hotdeployment;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
    private static final long SECONDS = 20;

    @Inject
    private BundleContext context;

    private FelixHost host;
    private Function<String, String> here;
    private Function<String, String> there;
    private final List<String> changes = new CopyOnWriteArrayList<>();

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
            framework.addFrameworkListener(event -> {
                if (event.getType() == org.osgi.framework.FrameworkEvent.PACKAGES_REFRESHED) {
                    changes.add("packages refreshed");
                }
            });
        }
    }

    /** What happens to bundles other than the one that comes and goes. */
    private void record(BundleEvent event) {
        if (!event.getBundle().getSymbolicName().equals(WHITEBOARD)) {
            changes.add(event.getBundle().getSymbolicName() + " event " + event.getType());
        }
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        host.close();
    }

    @Test
    void aMediaTypeComesAndGoesDuringACall() throws BundleException {
        here.apply("start");
        String call = here.apply("call " + there.apply("start"));
        assertEquals("audio", there.apply("types"));

        Bundle ours = install(context);
        Bundle theirs = install(host.context());
        assertEquals("audio whiteboard", there.apply("types"));
        assertEquals("accepted", here.apply("propose " + call + " whiteboard"));
        assertBothWrite(call, "fresh");

        List<WeakReference<ClassLoader>> loaders = new ArrayList<>(List.of(loader(ours), loader(theirs)));
        ours.update();
        theirs.update();
        assertBothWrite(call, "updated");

        ours.uninstall();
        theirs.uninstall();
        assertEquals("audio", here.apply("types"));
        assertEquals("audio whiteboard", here.apply("streams " + call));
        assertBothWrite(call, "uninstalled");

        here.apply("remove " + call + " whiteboard");
        await("the peer lets go of the stream", () -> there.apply("streams 0").equals("audio"));
        await("the class loaders are collected", () -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.get() == null);
        });

        install(context); // only here: the peer has never heard of it
        assertEquals("refused 488", here.apply("propose " + call + " whiteboard"));
        assertTrue(here.apply("answered").endsWith(" application:0"), here.apply("answered"));
        assertEquals("audio", here.apply("streams " + call));

        long packets = Long.parseLong(here.apply("packets " + call));
        await("RTP goes on", () -> Long.parseLong(here.apply("packets " + call)) > packets + 10);
        assertEquals("CONNECTED", here.apply("state " + call));
        assertEquals("CONNECTED", there.apply("state 0"));
        assertEquals(List.of(), changes);
    }

    private static Bundle install(BundleContext framework) throws BundleException {
        Bundle bundle = framework.installBundle(Bundles.url(WHITEBOARD));
        bundle.start();
        return bundle;
    }

    private static WeakReference<ClassLoader> loader(Bundle bundle) {
        return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    }

    private void assertBothWrite(String call, String word) {
        here.apply("write " + call + " " + word + " here");
        there.apply("write 0 " + word + " there");
        await("the board is the same on both ends", () -> {
            String board = here.apply("board " + call);
            return board.contains(word + " here") && board.contains(word + " there")
                    && board.equals(there.apply("board 0"));
        });
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
