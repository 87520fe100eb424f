/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.StreamType;
import org.sipsimple.msrp.stream.MsrpStreamBase;
import org.sipsimple.msrp.stream.MsrpStreamServices;

/** Makes chat streams. Thread-safe. */
@Component(service = MediaStreamFactory.class)
@StreamType(type = ChatStreamFactory.TYPE)
public final class ChatStreamFactory implements MediaStreamFactory {
    static final String TYPE = "chat";
    static final String MEDIA = "message";

    private final MsrpStreamServices services;

    @Activate
    public ChatStreamFactory(@Reference MsrpStreamServices services) {
        this.services = services;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public MediaStream create(Account account) {
        return new DefaultChatStream(account, services, null, 0);
    }

    /** Every MSRP line whose types allow text, but not one that is about a file (RFC 5547). */
    @Override
    public boolean accepts(Account account, SdpSession remoteOffer, int index) {
        return MsrpStreamBase.fits(account, remoteOffer, index, MEDIA)
                && ofPeople(remoteOffer.media().get(index));
    }

    private static boolean ofPeople(SdpMedia line) {
        return !line.attributes().has("file-selector")
                && line.direction().sends()
                && line.direction().receives()
                && MimeTypes.of(line, "accept-types").acceptsAny("message/cpim", "text/plain", "text/html");
    }

    @Override
    public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
        return new DefaultChatStream(account, services, remoteOffer, index);
    }
}
