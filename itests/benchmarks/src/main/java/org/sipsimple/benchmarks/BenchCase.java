/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks;

import java.util.List;

/** One measured case of {@code ./sipsimple bench NAME ARGS...}; found by {@link java.util.ServiceLoader}. */
public interface BenchCase {

    /** The first argument that selects this case, for example {@code notify}. */
    String name();

    /** One line that says what the arguments are. */
    String usage();

    /**
     * Runs the case and returns its result as one JSON object, without a line break.
     *
     * @throws IllegalArgumentException when the arguments do not fit {@link #usage()}
     * @throws BenchFailure when the case could not be measured
     */
    String run(List<String> arguments) throws BenchFailure, InterruptedException;
}
