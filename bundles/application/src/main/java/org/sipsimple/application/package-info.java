/** Starts and stops the SDK as a whole. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.application;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
