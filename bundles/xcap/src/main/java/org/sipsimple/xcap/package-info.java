/** XCAP clients over HTTP for programs that assemble the SDK without OSGi. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.xcap;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
