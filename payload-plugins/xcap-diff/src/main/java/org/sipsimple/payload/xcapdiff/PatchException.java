/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

/** A patch that does not fit the document: nothing, or more than one thing, is where a selector points. */
public final class PatchException extends Exception {
    private static final long serialVersionUID = 1L;

    PatchException(String selector, String what) {
        super(selector + ": " + what);
    }
}
