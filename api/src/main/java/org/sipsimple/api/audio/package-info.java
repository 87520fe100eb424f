/** The audio middleware: ports, bridges, players, recorders, conferences; and what audio streams can do beside. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.audio;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
