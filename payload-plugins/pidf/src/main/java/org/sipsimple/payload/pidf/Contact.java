/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.pidf;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;

/**
 * Where a service is.
 *
 * @param uri for example {@code sip:someone@example.com}
 * @param priority 0 to 1 with at most 32 decimals, larger is better; null when not given
 */
public record Contact(String uri, @Nullable BigDecimal priority) {
    /** RFC 3863 has three decimals, floating point numbers of peers some more; written out, 1E-999999999 fills a gigabyte. */
    private static final int MAX_SCALE = 32;

    public Contact {
        Check.text(uri, "contact uri");
        Check.that(
                priority == null || priority.signum() >= 0 && priority.compareTo(BigDecimal.ONE) <= 0,
                "contact priority is not between 0 and 1");
        Check.that(priority == null || priority.scale() <= MAX_SCALE, "contact priority has too many decimals");
    }

    /** A contact without priority. */
    public static Contact of(String uri) {
        return new Contact(uri, null);
    }

    public Contact withUri(String changed) {
        return new Contact(changed, priority);
    }

    public Contact withPriority(@Nullable BigDecimal changed) {
        return new Contact(uri, changed);
    }
}
