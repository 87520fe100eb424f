/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The border between Java and PJSIP: commands go down as {@link org.sipsimple.pjsip.Op}s, everything that happens comes up as
 * {@link org.sipsimple.pjsip.Event}s, and both carry plain bytes written and read by field.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.pjsip;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
