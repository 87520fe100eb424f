/** Documents kept on XCAP servers (RFC 4825): how they and their parts are named, read and changed without losing updates. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.xcap;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
