/** The registry of payload codecs for programs that run without OSGi. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payloads;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
