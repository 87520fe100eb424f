/** The presence data model: persons and devices inside presence documents (RFC 4479). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.presdm;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
