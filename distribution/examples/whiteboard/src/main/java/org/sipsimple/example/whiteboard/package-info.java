/** A whiteboard that both ends of a session draw on: an example of a media type of one's own. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.example.whiteboard;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
