/** Which documents an XCAP server keeps for a user (OMA XDM). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.xcapdirectory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
