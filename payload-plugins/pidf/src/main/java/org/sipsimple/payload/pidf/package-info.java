/** Presence information: services of a presentity and whether they can be reached (RFC 3863). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.pidf;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
