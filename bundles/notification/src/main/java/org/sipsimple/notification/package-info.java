/** The SDK's own notification center; plain Java programs build {@code DefaultNotificationCenter} with {@code new}. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.notification;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
