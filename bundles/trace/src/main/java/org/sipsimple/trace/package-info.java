/** Traces of protocols in files, switched by settings; programs without OSGi make one with {@code new}. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.trace;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
