/** Conditions that the Open Mobile Alliance adds to common policy. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.omapolicy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
