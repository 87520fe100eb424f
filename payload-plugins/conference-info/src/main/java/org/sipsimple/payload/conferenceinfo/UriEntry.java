/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A URI and what it is good for; in lists of conference URIs, service URIs and addresses.
 *
 * @param uri for example {@code sip:conference@example.com}
 * @param displayText for people; null when not given
 * @param purpose for example {@code participation}, {@code streaming}, {@code web-page}; null when not given
 * @param modified who changed it and when, as the schema's execution type; null when not given
 * @param extensions what other schemas add
 */
public record UriEntry(
        String uri,
        @Nullable String displayText,
        @Nullable String purpose,
        @Nullable Modified modified,
        Extensions extensions) {
    public UriEntry {
        Check.text(uri, "uri");
    }

    /** A URI with nothing else. */
    public static UriEntry of(String uri) {
        return new UriEntry(uri, null, null, null, Extensions.NONE);
    }

    public UriEntry withUri(String changed) {
        return new UriEntry(changed, displayText, purpose, modified, extensions);
    }

    public UriEntry withDisplayText(@Nullable String changed) {
        return new UriEntry(uri, changed, purpose, modified, extensions);
    }

    public UriEntry withPurpose(@Nullable String changed) {
        return new UriEntry(uri, displayText, changed, modified, extensions);
    }

    public UriEntry withModified(@Nullable Modified changed) {
        return new UriEntry(uri, displayText, purpose, changed, extensions);
    }

    public UriEntry withExtensions(Extensions changed) {
        return new UriEntry(uri, displayText, purpose, modified, changed);
    }
}
