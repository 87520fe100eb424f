/** Watcher information: who watches a resource (RFC 3858). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.watcherinfo;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
