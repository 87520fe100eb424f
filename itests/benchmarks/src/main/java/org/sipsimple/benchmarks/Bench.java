/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;

/** Entry point of {@code ./sipsimple bench}: selects a {@link BenchCase} and prints its result as the last line. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws InterruptedException {
        List<BenchCase> cases = ServiceLoader.load(BenchCase.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        System.exit(run(cases, Arrays.asList(args)));
    }

    private static int run(List<BenchCase> cases, List<String> args) throws InterruptedException {
        String name = args.isEmpty() ? "" : args.get(0);
        for (BenchCase candidate : cases) {
            if (candidate.name().equals(name)) {
                return run(candidate, args.subList(1, args.size()));
            }
        }
        System.err.println("usage: sipsimple bench NAME ARGS...");
        cases.forEach(c -> System.err.println("  " + c.name() + " " + c.usage()));
        System.err.println("  startup cold|warm"); // a process of its own: startup.Startup
        return 2;
    }

    private static int run(BenchCase selected, List<String> args) throws InterruptedException {
        try {
            System.out.println(selected.run(args));
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println("usage: sipsimple bench " + selected.name() + " " + selected.usage());
            return 2;
        } catch (BenchFailure e) {
            System.out.println("{\"error\":\"" + e.getMessage().replaceAll("[\"\\\\\\p{Cntrl}]", " ") + "\"}");
            return 1;
        }
    }
}
