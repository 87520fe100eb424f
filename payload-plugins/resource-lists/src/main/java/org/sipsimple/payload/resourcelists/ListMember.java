/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.resourcelists;

import org.jspecify.annotations.Nullable;

/**
 * What a list may hold.
 */
public sealed interface ListMember permits Entry, EntryRef, External, ResourceList {
    /** What people call it; null when not given. */
    @Nullable
    DisplayName displayName();
}
