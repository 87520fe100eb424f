/** What an XCAP server can do (RFC 4825 section 12). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.xcapcaps;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
