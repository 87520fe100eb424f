/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer;

import org.osgi.annotation.bundle.Capability;

import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamProvider;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.stream.filetransfer.internal.FileTransferStreamFactory;

/** File transfers for programs without OSGi; found by {@link java.util.ServiceLoader}. */
@Capability(
        namespace = "osgi.serviceloader",
        name = "org.sipsimple.api.stream.MediaStreamProvider",
        attribute = "register:=\"org.sipsimple.stream.filetransfer.FileTransferStreamProvider\"")
public final class FileTransferStreamProvider implements MediaStreamProvider {

    @Override
    public MediaStreamFactory factory(StreamServices services) {
        return new FileTransferStreamFactory(services.get(MsrpStreamServices.class));
    }
}
