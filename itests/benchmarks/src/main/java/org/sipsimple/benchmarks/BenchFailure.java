/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks;

/** A case that could not be measured; the message says why. */
public final class BenchFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public BenchFailure(String message) {
        super(message);
    }

    public BenchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
