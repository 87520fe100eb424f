/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.msrp.stream.MsrpStreamServices;
import org.sipsimple.stream.testkit.MsrpStreamContract;

/** Chat keeps the contract of streams. */
class ChatStreamContractTest extends MsrpStreamContract {
    @Override
    protected MediaStreamFactory factory(MsrpStreamServices services) {
        return new ChatStreamFactory(services);
    }

    @Override
    protected SdpMedia describe(SdpMedia line) {
        return line.withAttribute("accept-types", "message/cpim text/plain").withAttribute("accept-wrapped-types", "*");
    }
}
