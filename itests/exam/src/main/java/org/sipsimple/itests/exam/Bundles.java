/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.exam;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.ops4j.pax.exam.Option;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

/**
 * The bundles of a test, which the build has copied into one directory under their artifact names. The directory stands
 * in the system property {@value #DIRECTORY}, inside and outside the framework.
 */
public final class Bundles {
    /** The system property that names the directory. */
    public static final String DIRECTORY = "org.sipsimple.itests.bundles";

    private Bundles() {}

    /** What nearly every test needs: the directory, an empty cache, declarative services. */
    public static Option framework() {
        return composite(
                bareFramework(),
                installed(
                        "org.osgi.util.function",
                        "org.osgi.util.promise",
                        "org.osgi.service.component",
                        "org.apache.felix.scr"));
    }

    /** The same without declarative services. */
    public static Option bareFramework() {
        return composite(
                cleanCaches(),
                systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"),
                systemProperty(DIRECTORY).value(System.getProperty(DIRECTORY)));
    }

    /** Bundles installed and started before the test. */
    public static Option installed(String... artifactIds) {
        return composite(Arrays.stream(artifactIds).map(id -> bundle(url(id))).toArray(Option[]::new));
    }

    /** Where a bundle is, for installing it during a test. */
    public static String url(String artifactId) {
        String directory = System.getProperty(DIRECTORY);
        if (directory == null) {
            throw new IllegalStateException("system property " + DIRECTORY + " is not set; run this test with Maven");
        }
        Path jar = Path.of(directory, artifactId + ".jar");
        if (!Files.isReadable(jar)) {
            throw new IllegalStateException(
                    "no bundle " + jar + "; is " + artifactId + " a dependency of this module?");
        }
        return jar.toUri().toString();
    }
}
