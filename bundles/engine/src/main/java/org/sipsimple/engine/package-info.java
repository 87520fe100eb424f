/* SPDX-License-Identifier: Apache-2.0 */
/** The SIP engine for programs that assemble the SDK without OSGi; in OSGi its services come from components. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.engine;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
