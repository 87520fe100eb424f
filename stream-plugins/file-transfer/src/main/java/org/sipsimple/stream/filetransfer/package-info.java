/** Files over MSRP (RFC 5547): push and pull, verified by hash, resumed after a broken connection. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.stream.filetransfer;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
