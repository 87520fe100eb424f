/** Capabilities of services and devices inside presence documents (RFC 5196). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.caps;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
