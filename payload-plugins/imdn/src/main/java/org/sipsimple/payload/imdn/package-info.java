/** Notifications of delivery and display of messages (RFC 5438), on top of CPIM. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.imdn;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
