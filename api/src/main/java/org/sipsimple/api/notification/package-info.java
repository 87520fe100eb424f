/** Notifications: typed facts posted by the SDK and by plugins, delivered to each observer in order. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.notification;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
