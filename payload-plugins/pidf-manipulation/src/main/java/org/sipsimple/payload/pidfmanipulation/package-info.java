/** Presence that a server shows while nobody publishes any (RFC 4827). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.pidfmanipulation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
