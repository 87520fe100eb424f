/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdirectory;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A document.
 *
 * @param uri where it is
 * @param etag of its present version
 * @param lastModified as the server writes it; null when not given
 * @param size bytes; null when not given
 * @param extensions what other schemas add
 */
public record Entry(
        String uri, String etag, @Nullable String lastModified, @Nullable Long size, Extensions extensions) {
    public Entry {
        Check.text(uri, "entry uri");
        Check.text(etag, "entry etag");
        Check.notNegative(size, "entry size");
    }

    /** A document of which only the version is known. */
    public static Entry of(String uri, String etag) {
        return new Entry(uri, etag, null, null, Extensions.NONE);
    }

    public Entry withUri(String changed) {
        return new Entry(changed, etag, lastModified, size, extensions);
    }

    public Entry withEtag(String changed) {
        return new Entry(uri, changed, lastModified, size, extensions);
    }

    public Entry withLastModified(@Nullable String changed) {
        return new Entry(uri, etag, changed, size, extensions);
    }

    public Entry withSize(@Nullable Long changed) {
        return new Entry(uri, etag, lastModified, changed, extensions);
    }

    public Entry withExtensions(Extensions changed) {
        return new Entry(uri, etag, lastModified, size, changed);
    }
}
