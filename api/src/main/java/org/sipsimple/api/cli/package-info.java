/** Command line tools as services: any bundle may contribute one, the launcher and the Gogo shell run them. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.cli;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
