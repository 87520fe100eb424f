/** Read access to settings by typed keys. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.configuration;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
