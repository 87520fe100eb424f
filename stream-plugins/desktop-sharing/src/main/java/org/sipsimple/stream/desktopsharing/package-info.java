/** Desktop sharing: RFB, the protocol of VNC, over MSRP, with viewers and servers inside or outside the program. */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.stream.desktopsharing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
