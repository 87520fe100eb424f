/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing;

import org.osgi.annotation.bundle.Capability;

import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamProvider;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.stream.desktopsharing.internal.DesktopSharingStreamFactory;

/** Desktop sharing for programs without OSGi; found by {@link java.util.ServiceLoader}. */
@Capability(
        namespace = "osgi.serviceloader",
        name = "org.sipsimple.api.stream.MediaStreamProvider",
        attribute = "register:=\"org.sipsimple.stream.desktopsharing.DesktopSharingStreamProvider\"")
public final class DesktopSharingStreamProvider implements MediaStreamProvider {

    @Override
    public MediaStreamFactory factory(StreamServices services) {
        return new DesktopSharingStreamFactory(services.get(MsrpStreamServices.class));
    }
}
