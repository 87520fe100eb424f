/** The life of the SDK as a whole: started from the settings, stopped in order. Spec: Middleware API, {@code SIPApplication}. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.application;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
