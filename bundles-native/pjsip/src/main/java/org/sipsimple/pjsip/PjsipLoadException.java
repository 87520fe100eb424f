/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

/**
 * The native library cannot be used here; the message is one line that names the platform and the cure, such as the package of a
 * system library that is not installed.
 */
public final class PjsipLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PjsipLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
