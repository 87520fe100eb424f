/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A document that changed.
 *
 * @param selector where it is, relative to the root of the server
 * @param previousEtag of the version before; null when it was new
 * @param newEtag of the version now; null when it is gone
 * @param bodyNotChanged whether only the version changed
 * @param patch what makes the new version of the one before; may be empty
 * @param extensions what other schemas add
 */
public record Document(
        String selector,
        @Nullable String previousEtag,
        @Nullable String newEtag,
        boolean bodyNotChanged,
        List<PatchOperation> patch,
        Extensions extensions)
        implements Change {
    public Document {
        Check.text(selector, "sel");
        Check.that(!bodyNotChanged || patch.isEmpty(), "a patch for a body that has not changed");
        patch = List.copyOf(patch);
    }

    /** A document of which only the versions are known. */
    public static Document of(String selector, @Nullable String previousEtag, @Nullable String newEtag) {
        return new Document(selector, previousEtag, newEtag, false, List.of(), Extensions.NONE);
    }

    public Document withSelector(String changed) {
        return new Document(changed, previousEtag, newEtag, bodyNotChanged, patch, extensions);
    }

    public Document withPreviousEtag(@Nullable String changed) {
        return new Document(selector, changed, newEtag, bodyNotChanged, patch, extensions);
    }

    public Document withNewEtag(@Nullable String changed) {
        return new Document(selector, previousEtag, changed, bodyNotChanged, patch, extensions);
    }

    public Document withBodyNotChanged(boolean changed) {
        return new Document(selector, previousEtag, newEtag, changed, patch, extensions);
    }

    public Document withPatch(List<PatchOperation> changed) {
        return new Document(selector, previousEtag, newEtag, bodyNotChanged, changed, extensions);
    }

    public Document withExtensions(Extensions changed) {
        return new Document(selector, previousEtag, newEtag, bodyNotChanged, patch, changed);
    }
}
