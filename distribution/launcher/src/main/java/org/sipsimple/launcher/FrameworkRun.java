/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/** A running framework with all bundles of one folder installed and started. */
final class FrameworkRun implements AutoCloseable {
    private static final long STOP_MILLIS = 10_000;

    private final Framework framework;

    private FrameworkRun(Framework framework) {
        this.framework = framework;
    }

    static FrameworkRun start(Path bundles, Path cache) throws LaunchException {
        FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new LaunchException("no OSGi framework on the class path"));
        Framework framework = factory.newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE,
                cache.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                // a tool works with the account it was told, not with all that are stored
                "org.sipsimple.accounts",
                "none",
                // Felix's own: the resolver's threads cost more than they gain with a few dozen bundles
                "felix.resolver.parallelism",
                "1"));
        FrameworkRun run = new FrameworkRun(framework);
        try {
            framework.init();
            List<Bundle> installed = install(framework.getBundleContext(), bundles);
            // all at once is faster than each when it is started; one that cannot be resolved fails there
            framework.adapt(FrameworkWiring.class).resolveBundles(installed);
            framework.start();
            for (Bundle bundle : installed) {
                start(bundle);
            }
            return run;
        } catch (BundleException e) {
            run.close();
            throw new LaunchException("the framework does not start", e);
        } catch (LaunchException e) {
            run.close();
            throw e;
        }
    }

    private static List<Bundle> install(BundleContext context, Path folder) throws LaunchException {
        List<Bundle> installed = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar :
                    files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
                // by reference: the jar is not copied into the cache
                installed.add(context.installBundle("reference:" + jar.toUri()));
            }
        } catch (IOException e) {
            throw new LaunchException("cannot read the bundle folder " + folder, e);
        } catch (BundleException e) {
            throw new LaunchException("a bundle in " + folder + " cannot be installed", e);
        }
        if (installed.isEmpty()) {
            throw new LaunchException("no bundles in " + folder);
        }
        return installed;
    }

    private static void start(Bundle bundle) throws LaunchException {
        if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null) {
            return;
        }
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            throw new LaunchException("bundle " + bundle.getSymbolicName() + " does not start", e);
        }
    }

    /** Registers the request; the command line bundle takes it from there. */
    ToolRequest request(String tool, List<String> arguments) {
        ToolRequest request =
                new ToolRequest(tool, List.copyOf(arguments), new CompletableFuture<>(), new CompletableFuture<>());
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("sip.tool.request", true);
        properties.put("sip.tool.name", tool);
        properties.put("sip.tool.arguments", arguments.toArray(String[]::new));
        properties.put("sip.tool.interruption", request.interruption());
        framework.getBundleContext().registerService(CompletableFuture.class, request.exitCode(), properties);
        return request;
    }

    /** Stops all bundles, then the framework. */
    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            System.err.println("sipsimple: the framework did not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
