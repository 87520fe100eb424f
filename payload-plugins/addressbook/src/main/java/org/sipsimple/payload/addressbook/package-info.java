/** The address book of SIP SIMPLE clients, kept inside a resource list. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.addressbook;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
