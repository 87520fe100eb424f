/** Compares recorded speech with the speech that was sent. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.cli.speech;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
