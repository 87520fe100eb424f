/** Sessions and the registry of media types, for programs that put the SDK together without OSGi. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.session;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
