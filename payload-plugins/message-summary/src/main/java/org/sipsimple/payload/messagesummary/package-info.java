/** Waiting messages (RFC 3842). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.messagesummary;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
