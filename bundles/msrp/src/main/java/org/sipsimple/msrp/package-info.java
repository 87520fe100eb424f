/**
 * MSRP (RFC 4975) with relays (RFC 4976), usable alone: URIs, chunks, connections and sessions.
 *
 * <p>Make an {@link org.sipsimple.msrp.MsrpStack}, take a connector from it, put the path it prepares into the SDP,
 * give it the peer's path, and run an {@link org.sipsimple.msrp.MsrpSession} over the transport it yields.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.msrp;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
