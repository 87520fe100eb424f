/** Session chat over MSRP (RFC 4975): messages with CPIM, delivery reports, composing indications, nicknames, IMDN. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.stream.chat;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
