/** Indication that someone is typing (RFC 3994). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.iscomposing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
