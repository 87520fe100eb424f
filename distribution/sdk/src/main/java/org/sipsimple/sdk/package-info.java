/** The SDK in a program without OSGi. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.sdk;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
