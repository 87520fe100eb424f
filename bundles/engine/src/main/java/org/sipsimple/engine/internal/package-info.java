/* SPDX-License-Identifier: Apache-2.0 */
/** The components of the engine bundle. */
@NullMarked
package org.sipsimple.engine.internal;

import org.jspecify.annotations.NullMarked;
