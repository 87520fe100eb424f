/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

/** A payload from the native side does not have the fields that its type promises: a defect on one side of the border. */
public final class FieldFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FieldFormatException(String message) {
        super(message);
    }
}
