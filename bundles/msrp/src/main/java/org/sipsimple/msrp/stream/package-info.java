/**
 * What media streams over MSRP build on: the SDP, the way to a connection and the life of {@code MSRPStreamBase}. A plugin
 * extends {@link org.sipsimple.msrp.stream.MsrpStreamBase} and adds what its messages mean.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.sipsimple.msrp.stream;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
