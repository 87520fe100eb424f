/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.filebackend.internal;

/** A line that cannot be understood. The message never holds the line itself, which may be a password. */
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;

    FormatException(int line, String problem) {
        super(problem);
        this.line = line;
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }
}
