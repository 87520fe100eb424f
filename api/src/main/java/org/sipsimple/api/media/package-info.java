/** RTP and audio of the core: mixers, transports, wave files. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.media;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
