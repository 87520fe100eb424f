/** The SIP core: URIs, headers, messages and credentials as immutable values, and the objects that speak SIP. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.sip;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
