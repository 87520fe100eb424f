/** Rich presence: activities, moods, places and more inside presence documents (RFC 4480). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.rpid;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
