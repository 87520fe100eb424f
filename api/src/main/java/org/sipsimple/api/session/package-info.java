/** Sessions: one signalling dialog that carries any number of media streams. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.session;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
