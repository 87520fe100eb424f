/** The audio middleware, for programs that put the SDK together without OSGi. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.audio;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
