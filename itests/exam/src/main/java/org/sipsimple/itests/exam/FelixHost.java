/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.exam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A framework beside the one of Pax Exam, or in a program of its own: started with the jars of a distribution. */
public final class FelixHost implements AutoCloseable {
    private final Framework framework;

    private FelixHost(Framework framework) {
        this.framework = framework;
    }

    /** Starts a framework with an empty cache in {@code cache} and these bundles in it. */
    public static FelixHost start(Path cache, List<Path> bundles) throws BundleException {
        FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class, FelixHost.class.getClassLoader())
                .findFirst()
                .orElseThrow();
        Framework framework = factory.newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE,
                cache.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT));
        framework.start();
        FelixHost host = new FelixHost(framework);
        host.install(bundles);
        return host;
    }

    /** The jars of a folder, in the order of their names. */
    public static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private void install(List<Path> jars) throws BundleException {
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars) {
            installed.add(context().installBundle(jar.toUri().toString()));
        }
        for (Bundle bundle : installed) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** The test bundle that takes commands; see the module station. */
    @FunctionalInterface
    public interface Station {
        /** @return its answer, empty when there is nothing to say */
        String tell(String command);
    }

    /** The service of the test bundle in {@code context} that takes commands; see the module station. */
    public static Station station(BundleContext context) throws InvalidSyntaxException {
        ServiceReference<?>[] stations = context.getServiceReferences(Function.class.getName(), "(station=*)");
        if (stations == null) {
            throw new IllegalStateException("there is no station in " + context.getBundle());
        }
        return typed(context.getService(stations[0]))::apply;
    }

    @SuppressWarnings("unchecked")
    private static Function<String, String> typed(Object service) {
        return (Function<String, String>) service;
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(30_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
