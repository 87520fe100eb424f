/** Services that a resource list server offers for lists (RFC 4826). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.rlsservices;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
