/** Bodies of several parts: multipart/mixed, multipart/related and their kin. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payloads.multipart;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
