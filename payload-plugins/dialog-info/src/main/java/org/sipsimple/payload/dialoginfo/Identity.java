/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;

/**
 * A URI with a name; also who referred a call.
 *
 * @param uri for example {@code sip:alice@example.com}
 * @param displayName null when not given
 */
public record Identity(String uri, @Nullable String displayName) {
    public Identity {
        Check.text(uri, "identity");
    }

    /** A URI without name. */
    public static Identity of(String uri) {
        return new Identity(uri, null);
    }

    public Identity withUri(String changed) {
        return new Identity(changed, displayName);
    }

    public Identity withDisplayName(@Nullable String changed) {
        return new Identity(uri, changed);
    }
}
