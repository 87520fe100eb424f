/** Where the SDK keeps what lasts: configuration and XCAP documents. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
