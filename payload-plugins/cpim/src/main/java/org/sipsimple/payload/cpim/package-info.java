/** Common Presence and Instant Messaging: messages with sender, recipients and time around their content (RFC 3862). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.cpim;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
