/** Storage in a directory and in memory; programs without OSGi make it with {@code new}. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
