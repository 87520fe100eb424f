/** Finding servers by DNS: SIP proxies (RFC 3263), STUN servers, MSRP relays and XCAP roots, and a small DNS client. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.lookup;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
