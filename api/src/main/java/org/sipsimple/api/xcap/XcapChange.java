/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import org.jspecify.annotations.Nullable;

/**
 * A change that a server has made.
 *
 * @param created whether what was put had not been there before; servers that do not tell say no
 * @param etag the version the whole document has now, as the server writes it; null when it did not say, as after the
 *     deletion of a whole document
 */
public record XcapChange(boolean created, @Nullable String etag) {}
