/** The audio stream plugin: what it reads from an account's settings, and how it is had without OSGi. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.stream.audio;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
