/** Conference state: who is in a conference, with which devices and media (RFC 4575). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.conferenceinfo;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
