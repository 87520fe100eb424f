/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Finds and loads the native library. */
@NullMarked
package org.sipsimple.pjsip.internal;

import org.jspecify.annotations.NullMarked;
