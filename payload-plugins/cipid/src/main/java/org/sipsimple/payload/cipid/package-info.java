/** Contact information of a presentity: card, homepage, icon and more inside presence documents (RFC 4482). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.cipid;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
