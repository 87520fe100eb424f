/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.archetype;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;

import org.sipsimple.itests.exam.FelixHost;

import static org.assertj.core.api.Assertions.assertThat;

/** From {@code mvn archetype:generate} to a call with the new media type. */
class ArchetypeIT {
    private static final Pattern TESTS = Pattern.compile("tests=\"(\\d+)\" errors=\"0\" skipped=\"0\" failures=\"0\"");

    /** How many rules the contract of streams has at least. */
    private static final int RULES = 16;

    @TempDir
    static Path folder;

    @Test
    void aNewPluginBuildsKeepsTheContractAndServesTheNextCall()
            throws IOException, InterruptedException, BundleException, InvalidSyntaxException {
        Author author = new Author(folder);
        author.maven(
                folder,
                "org.apache.maven.plugins:maven-archetype-plugin:" + Author.property("archetype") + ":generate",
                "-DinteractiveMode=false",
                "-DarchetypeCatalog=local",
                "-DarchetypeGroupId=org.sipsimple",
                "-DarchetypeArtifactId=org.sipsimple.stream.archetype",
                "-DarchetypeVersion=" + Author.property("version"),
                "-DgroupId=com.example",
                "-DartifactId=com.example.doodle",
                "-Dversion=1.0.0",
                "-Dpackage=com.example.doodle",
                "-DstreamType=doodle",
                "-DstreamName=Doodle");
        Path project = folder.resolve("com.example.doodle");
        assertThat(project.resolve("README.md")).content().contains("`doodle`").doesNotContain("${");
        author.maven(project, "verify");
        assertThat(tests(project, "DoodleContractTest")).isGreaterThanOrEqualTo(RULES);
        assertThat(tests(project, "DoodleStreamTest")).isPositive();
        callWith(project.resolve("target/com.example.doodle-1.0.0.jar"));
    }

    private static int tests(Path project, String name) throws IOException {
        Path report = project.resolve("target/surefire-reports/TEST-com.example.doodle.internal." + name + ".xml");
        Matcher counts = TESTS.matcher(Files.readString(report));
        assertThat(counts.find()).as("a report without failures in " + report).isTrue();
        return Integer.parseInt(counts.group(1));
    }

    private static void callWith(Path plugin) throws IOException, BundleException, InvalidSyntaxException {
        List<Path> jars = new ArrayList<>(
                FelixHost.jars(Path.of(System.getProperty("org.sipsimple.distribution"), "bundles/export/audio-only")));
        jars.add(Path.of(
                Author.property("build"),
                "repository/org/sipsimple/org.sipsimple.itests.station",
                Author.property("version"),
                "org.sipsimple.itests.station-" + Author.property("version") + ".jar"));
        try (FelixHost host = FelixHost.start(folder.resolve("cache"), jars)) {
            FelixHost.Station station = FelixHost.station(host.context());
            String port = station.tell("start");
            assertThat(station.tell("types")).isEqualTo("audio");
            host.context().installBundle(plugin.toUri().toString()).start();
            assertThat(station.tell("types")).isEqualTo("audio doodle");
            String call = station.tell("offer " + port + " doodle");
            assertThat(station.tell("streams " + call)).isEqualTo("audio doodle");
            assertThat(station.tell("end " + call)).isEmpty();
        }
    }
}
