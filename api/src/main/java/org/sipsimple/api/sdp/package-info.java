/**
 * Session descriptions (SDP, RFC 8866) as immutable values, and what the offer/answer model (RFC 3264) asks of them.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.sdp;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
