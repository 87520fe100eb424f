/** The plugin interface of media streams: what a media type implements and how it is found. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.stream;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
