/** The addresses this host has at the moment, and the news that they have changed. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.api.network;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
