/** Keeps configuration in a text file, or in memory for as long as the program runs. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.filebackend;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
