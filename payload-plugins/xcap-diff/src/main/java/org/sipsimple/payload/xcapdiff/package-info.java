/** Changes of documents on an XCAP server (RFC 5874), and patches to apply them (RFC 5261). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.xcapdiff;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
