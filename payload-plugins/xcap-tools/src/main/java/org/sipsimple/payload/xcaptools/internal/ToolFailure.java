/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcaptools.internal;

/** Ends a tool with an exit code and a line for the user. */
final class ToolFailure extends Exception {
    private static final long serialVersionUID = 1L;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int TIMEOUT = 3;
    static final int NEGATIVE_RESPONSE = 4;
    static final int UNREACHABLE = 7;
    static final int INTERRUPTED = 130;

    private final int code;

    ToolFailure(int code, String line) {
        super(line);
        this.code = code;
    }

    static ToolFailure usage(String line) {
        return new ToolFailure(USAGE, line);
    }

    int code() {
        return code;
    }
}
