/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

/** A command that cannot be done; its message is the line for the user. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String line) {
        super(line);
    }
}
