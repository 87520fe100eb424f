/** Dialogs of a user agent (RFC 4235). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.dialoginfo;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
