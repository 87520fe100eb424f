/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing.internal;

import org.junit.jupiter.api.AfterEach;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.stream.desktopsharing.DesktopSharingStream;
import org.sipsimple.stream.desktopsharing.InternalVncServerHandler;
import org.sipsimple.stream.desktopsharing.InternalVncViewerHandler;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.MsrpStreamContract;
import org.sipsimple.threading.DefaultThreadManager;

/** Desktop sharing keeps the contract of streams; ours view, those of the peer are viewed. */
class DesktopSharingContractTest extends MsrpStreamContract {
    private final DefaultThreadManager waiting = new DefaultThreadManager();

    @AfterEach
    void stopThreads() {
        waiting.close();
    }

    @Override
    protected String mediaType() {
        return "application";
    }

    @Override
    protected MediaStreamFactory factory(MsrpStreamServices services) {
        // what waits for data needs threads of its own
        MsrpStreamServices own = new MsrpStreamServices(services.stack(), notifications(), waiting, new FakeLookup());
        DesktopSharingStreamFactory factory = new DesktopSharingStreamFactory(own);
        return new MediaStreamFactory() {
            @Override
            public String type() {
                return factory.type();
            }

            @Override
            public MediaStream create(Account account) {
                DesktopSharingStream stream = (DesktopSharingStream) factory.create(account);
                stream.setHandler(new InternalVncViewerHandler(notifications(), waiting));
                return stream;
            }

            @Override
            public boolean accepts(Account account, SdpSession remoteOffer, int index) {
                return factory.accepts(account, remoteOffer, index);
            }

            @Override
            public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
                DesktopSharingStream stream =
                        (DesktopSharingStream) factory.createIncoming(account, remoteOffer, index);
                stream.setHandler(new InternalVncServerHandler(notifications(), waiting));
                return stream;
            }
        };
    }

    @Override
    protected SdpMedia describe(SdpMedia line) {
        return line.withAttribute("accept-types", "application/x-rfb");
    }
}
