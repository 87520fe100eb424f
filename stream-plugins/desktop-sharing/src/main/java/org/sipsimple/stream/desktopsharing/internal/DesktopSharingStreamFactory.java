/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing.internal;

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

/** Makes desktop sharing streams. Thread-safe. */
@Component(service = MediaStreamFactory.class)
@StreamType(type = DesktopSharingStreamFactory.TYPE)
public final class DesktopSharingStreamFactory implements MediaStreamFactory {
    static final String TYPE = "desktop-sharing";
    static final String MEDIA = "application";
    static final String RFB = "application/x-rfb";

    private final MsrpStreamServices services;

    @Activate
    public DesktopSharingStreamFactory(@Reference MsrpStreamServices services) {
        this.services = services;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public MediaStream create(Account account) {
        return new DefaultDesktopSharingStream(account, services, null, 0);
    }

    @Override
    public boolean accepts(Account account, SdpSession remoteOffer, int index) {
        return MsrpStreamBase.fits(account, remoteOffer, index, MEDIA)
                && RfbSetup.takesRfb(remoteOffer.media().get(index));
    }

    @Override
    public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
        return new DefaultDesktopSharingStream(account, services, remoteOffer, index);
    }
}
