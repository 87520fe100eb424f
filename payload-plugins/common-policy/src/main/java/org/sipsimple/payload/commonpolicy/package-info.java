/** Policy rules: who, under which conditions, may do what (RFC 4745). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.commonpolicy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
