/** The SDK's own settings; plain Java programs build {@code DefaultSettings} with {@code new}. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.settings;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
