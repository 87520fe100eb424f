/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.launcher;

/** The framework could not be brought up; the message is one line for people. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        super(message);
    }

    LaunchException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
