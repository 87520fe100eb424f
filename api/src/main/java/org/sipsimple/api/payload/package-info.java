/** Payloads: bodies of SIP and MSRP messages, turned into values and back by codecs that any bundle may bring. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.payload;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
