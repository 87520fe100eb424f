/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.Locale;

/** When the sender of a request wants to be told that it failed (RFC 4975 section 7.1). */
public enum FailureReport {
    /** Answers and error reports are wanted; the default. */
    YES,
    /** Only errors are answered and reported. */
    PARTIAL,
    /** Nothing is ever answered. */
    NO;

    /** As it stands in the header. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
