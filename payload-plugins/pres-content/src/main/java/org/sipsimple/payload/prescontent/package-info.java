/** Content that presence refers to, such as a status icon (OMA presence). */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payload.prescontent;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
