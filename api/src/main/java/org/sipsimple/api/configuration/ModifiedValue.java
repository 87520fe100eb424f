/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import org.jspecify.annotations.Nullable;

/**
 * What a setting was and what it is.
 *
 * @param old null for no value
 * @param current null for no value; the seeds' {@code new}
 */
public record ModifiedValue(@Nullable Object old, @Nullable Object current) {}
