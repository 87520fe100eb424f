/** The SIP core: engine, invitations, registrations, and the value types they exchange. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.sip;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
