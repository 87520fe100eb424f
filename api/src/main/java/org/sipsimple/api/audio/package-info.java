/** Capabilities an audio stream may offer: DTMF, recording, statistics. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.audio;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
