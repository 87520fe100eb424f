/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.msrp.stream.MsrpStreamBase;
import org.sipsimple.msrp.stream.MsrpStreamServices;

/** The base alone keeps the contract. */
class PlainMsrpStreamContractTest extends MsrpStreamContract {
    @Override
    protected MediaStreamFactory factory(MsrpStreamServices services) {
        return new MediaStreamFactory() {
            @Override
            public String type() {
                return "plain";
            }

            @Override
            public MediaStream create(Account account) {
                return new PlainMsrpStream(account, services, null, 0, true);
            }

            @Override
            public boolean accepts(Account account, SdpSession remoteOffer, int index) {
                return MsrpStreamBase.fits(account, remoteOffer, index, "message");
            }

            @Override
            public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
                return new PlainMsrpStream(account, services, remoteOffer, index, true);
            }
        };
    }

    @Override
    protected SdpMedia describe(SdpMedia line) {
        return line.withAttribute("accept-types", "text/plain");
    }
}
