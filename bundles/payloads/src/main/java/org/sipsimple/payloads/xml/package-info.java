/** A hardened XML cursor and a plain XML writer for payload codecs, with the element shapes that all of them share. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.payloads.xml;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
