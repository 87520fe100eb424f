/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.StreamType;
import org.sipsimple.msrp.stream.MsrpStreamBase;
import org.sipsimple.msrp.stream.MsrpStreamServices;

/** Makes file transfers. Thread-safe. */
@Component(service = MediaStreamFactory.class)
@StreamType(type = FileTransferStreamFactory.TYPE)
public final class FileTransferStreamFactory implements MediaStreamFactory {
    static final String TYPE = "file-transfer";
    static final String MEDIA = "message";

    private final MsrpStreamServices services;

    @Activate
    public FileTransferStreamFactory(@Reference MsrpStreamServices services) {
        this.services = services;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Before chat, which would take some of the same lines. */
    @Override
    public int priority() {
        return 10;
    }

    @Override
    public MediaStream create(Account account) {
        return new DefaultFileTransferStream(account, services, null, 0);
    }

    @Override
    public boolean accepts(Account account, SdpSession remoteOffer, int index) {
        return MsrpStreamBase.fits(account, remoteOffer, index, MEDIA)
                && TransferLine.read(remoteOffer.media().get(index)).isPresent();
    }

    @Override
    public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
        return new DefaultFileTransferStream(account, services, remoteOffer, index);
    }
}
