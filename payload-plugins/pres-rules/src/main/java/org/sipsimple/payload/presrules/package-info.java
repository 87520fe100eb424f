/** Rules that say who sees how much of a presentity (RFC 5025), inside common policy. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.presrules;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
