/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdirectory;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * The documents of one application.
 *
 * @param auid the application
 * @param entries in order
 * @param errorCode why they could not be listed; null when they could
 * @param extensions what other schemas add
 */
public record Folder(String auid, List<Entry> entries, @Nullable String errorCode, Extensions extensions) {
    public Folder {
        Check.text(auid, "folder auid");
        entries = List.copyOf(entries);
    }

    /** The documents of an application. */
    public static Folder of(String auid, List<Entry> entries) {
        return new Folder(auid, entries, null, Extensions.NONE);
    }

    public Folder withAuid(String changed) {
        return new Folder(changed, entries, errorCode, extensions);
    }

    public Folder withEntries(List<Entry> changed) {
        return new Folder(auid, changed, errorCode, extensions);
    }

    public Folder withErrorCode(@Nullable String changed) {
        return new Folder(auid, entries, changed, extensions);
    }

    public Folder withExtensions(Extensions changed) {
        return new Folder(auid, entries, errorCode, changed);
    }
}
