/** Notifications for lists of resources (RFC 4662). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.rlsnotify;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
