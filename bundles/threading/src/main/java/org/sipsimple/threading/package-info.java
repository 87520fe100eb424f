/** The SDK's own executors and timer; plain Java programs build {@code DefaultThreadManager} with {@code new}. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.threading;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
