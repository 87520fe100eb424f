/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;

/**
 * Removes a node (RFC 5261 section 4.5).
 *
 * @param selector what is removed
 * @param whiteSpace which white space beside it goes too; null for none
 */
public record Remove(String selector, @Nullable WhiteSpace whiteSpace) implements PatchOperation {
    public Remove {
        Check.text(selector, "sel");
    }

    /** Which white space goes with a node. */
    public enum WhiteSpace {
        BEFORE,
        AFTER,
        BOTH
    }

    /** Removes a node alone. */
    public static Remove of(String selector) {
        return new Remove(selector, null);
    }

    public Remove withSelector(String changed) {
        return new Remove(changed, whiteSpace);
    }

    public Remove withWhiteSpace(@Nullable WhiteSpace changed) {
        return new Remove(selector, changed);
    }
}
