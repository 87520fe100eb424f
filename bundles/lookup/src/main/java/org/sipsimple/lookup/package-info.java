/** The lookup for programs that assemble the SDK without OSGi: its settings and the class that joins its parts. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.lookup;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
