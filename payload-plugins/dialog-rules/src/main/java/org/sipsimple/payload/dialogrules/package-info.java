/** Rules that say who may watch the dialogs of a user, inside common policy. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.dialogrules;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
