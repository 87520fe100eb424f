/** Fragments of SIP messages, as REFER reports them (RFC 3420). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.sipfrag;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
