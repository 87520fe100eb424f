/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Entry point of {@code ./sipsimple bench startup}: {@code Startup cold|warm BUNDLES CACHE [SERVICE]}. Starts a framework
 * with the bundles of a folder, installed and resolved as the launcher does, prints {@code READY} when all of them are
 * active and the service can be used, and ends. Not a {@code BenchCase}: what is measured is the whole process, so that
 * nothing else may be loaded into it.
 */
public final class Startup {
    private final BundleContext context;

    private Startup(BundleContext context) {
        this.context = context;
    }

    public static void main(String[] args) throws BundleException, IOException, InterruptedException {
        if (args.length < 3 || !List.of("cold", "warm").contains(args[0])) {
            System.err.println("usage: Startup cold|warm BUNDLES CACHE [SERVICE]");
            System.exit(2);
        }
        List<Path> jars = jars(Path.of(args[1]));
        Path cache = Path.of(args[2]);
        if (args[0].equals("cold") || isOlder(cache, jars)) {
            delete(cache);
        }
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        Framework framework = factory.newFramework(
                Map.of(Constants.FRAMEWORK_STORAGE, cache.toString(), "felix.resolver.parallelism", "1"));
        framework.init();
        Startup startup = new Startup(framework.getBundleContext());
        if (startup.context.getBundles().length == 1) {
            startup.install(jars);
        }
        framework.adapt(FrameworkWiring.class).resolveBundles(null);
        framework.start();
        int active = startup.activeBundles();
        if (args.length > 3) {
            startup.use(args[3]);
        }
        System.out.println("READY " + active + " bundles");
        framework.stop();
        framework.waitForStop(10_000);
        System.exit(0);
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Whether the cache was filled from other jars than these. */
    private static boolean isOlder(Path cache, List<Path> jars) throws IOException {
        if (!Files.exists(cache)) {
            return false;
        }
        FileTime filled = Files.getLastModifiedTime(cache);
        for (Path jar : jars) {
            if (Files.getLastModifiedTime(jar).compareTo(filled) > 0) {
                return true;
            }
        }
        return false;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Marks them to be started with the framework, now and whenever the cache is used again. */
    private void install(List<Path> jars) throws BundleException {
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars) {
            installed.add(context.installBundle("reference:" + jar.toUri()));
        }
        for (Bundle bundle : installed) {
            if (!isFragment(bundle)) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    private int activeBundles() {
        int active = 0;
        for (Bundle bundle : context.getBundles()) {
            if (!isFragment(bundle)) {
                if (bundle.getState() != Bundle.ACTIVE) {
                    throw new IllegalStateException(bundle.getSymbolicName() + " is not active");
                }
                active++;
            }
        }
        return active;
    }

    /** Gets the service, which activates the component behind it and all that it needs. */
    private void use(String service) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(service, null);
            if (found == null || context.getService(found[0]) == null) {
                throw new IllegalStateException("no service " + service);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }
}
