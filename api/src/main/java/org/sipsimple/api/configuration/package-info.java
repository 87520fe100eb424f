/** Settings of the application and of accounts: what there is, reading and changing it, and where it is kept. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.configuration;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
