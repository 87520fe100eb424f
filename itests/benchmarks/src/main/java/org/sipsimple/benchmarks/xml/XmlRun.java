/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.xml;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.sipsimple.benchmarks.BenchFailure;

/** The frame of all XML cases: arguments, warm-up, clock, result. */
final class XmlRun {
    static final String USAGE = "parse|roundtrip FILE SECONDS";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** One document read, and written again when asked; returns the number of bytes written. */
    interface Pass {
        int run(byte[] document) throws Exception;
    }

    /** Makes the pass for a type of document. */
    interface Passes {
        Pass pass(String type, boolean roundTrip);
    }

    private XmlRun() {}

    static String run(List<String> arguments, Passes passes) throws BenchFailure {
        if (arguments.size() != 3 || !List.of("parse", "roundtrip").contains(arguments.get(0))) {
            throw new IllegalArgumentException(USAGE);
        }
        Path file = Path.of(arguments.get(1));
        double seconds = Double.parseDouble(arguments.get(2));
        Pass pass = passes.pass(type(file), arguments.get(0).equals("roundtrip"));
        try {
            byte[] document = Files.readAllBytes(file);
            repeat(pass, document, seconds);
            return repeat(pass, document, seconds);
        } catch (IOException e) {
            throw new BenchFailure("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        for (String type : List.of("pidf", "resource-lists", "watcherinfo", "conference-info")) {
            if (name.startsWith(type)) {
                return type;
            }
        }
        throw new IllegalArgumentException("the name of the file does not begin with a type: " + name);
    }

    private static String repeat(Pass pass, byte[] document, double seconds) throws BenchFailure {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long documents = 0;
        int written = 0;
        long now = start;
        try {
            while (now < end) {
                written = pass.run(document);
                documents++;
                now = System.nanoTime();
            }
        } catch (Exception e) {
            throw new BenchFailure(String.valueOf(e), e);
        }
        return String.format(
                Locale.ROOT,
                "{\"bytes\":%d,\"seconds\":%.6f,\"cpu_seconds\":%.6f,\"docs\":%d,\"out_bytes\":%d}",
                documents * document.length,
                (now - start) / 1e9,
                (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9,
                documents,
                documents * written);
    }
}
