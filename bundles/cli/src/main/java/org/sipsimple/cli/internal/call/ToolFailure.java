/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

/** Ends a tool: one line for the user and the exit status. */
public final class ToolFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;

    public ToolFailure(ExitStatus status, String line) {
        super(line);
        this.status = status;
    }

    public ExitStatus status() {
        return status;
    }
}
