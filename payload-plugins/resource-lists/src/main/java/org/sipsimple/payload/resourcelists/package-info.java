/** Lists of resources, as XCAP servers keep them (RFC 4826). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.resourcelists;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
