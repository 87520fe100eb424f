/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.imdn;

import java.time.OffsetDateTime;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCodec;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/** {@code message/imdn+xml}, RFC 5438. */
@PayloadCodecProvider
public final class ImdnCodec extends XmlCodec<Imdn> {
    /** The namespace of these documents. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:imdn", "");

    public ImdnCodec() {
        super(Imdn.class, "message/imdn+xml", Set.of(), NAMESPACE, "imdn", ExtensionReaders.NONE);
    }

    @Override
    protected Imdn read(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        String messageId = null;
        OffsetDateTime dateTime = null;
        String recipient = null;
        String originalRecipient = null;
        String subject = null;
        Imdn.Disposition disposition = null;
        Imdn.Status status = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "message-id" -> messageId = in.trimmed();
                case "datetime" -> dateTime = in.dateTimeText();
                case "recipient-uri" -> recipient = in.uriText();
                case "original-recipient-uri" -> originalRecipient = in.uriText();
                case "subject" -> subject = in.text();
                case "delivery-notification", "processing-notification", "display-notification" -> {
                    disposition = disposition(in.localName());
                    status = status(in);
                }
                default -> extra.add(in);
            }
        }
        if (messageId == null || dateTime == null || disposition == null || status == null) {
            throw in.malformed("<imdn> needs <message-id>, <datetime> and a notification with a status");
        }
        return new Imdn(messageId, dateTime, recipient, originalRecipient, subject, disposition, status, extra.build());
    }

    private static Imdn.@Nullable Status status(XmlCursor in) throws PayloadFormatException {
        Imdn.Status status = null;
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("status")) {
                int inner = in.level();
                while (in.nextChild(inner)) {
                    Imdn.Status found = status(in.name(NAMESPACE));
                    status = found == null ? status : found;
                }
            }
        }
        return status;
    }

    private static Imdn.@Nullable Disposition disposition(String element) {
        for (Imdn.Disposition disposition : Imdn.Disposition.values()) {
            if (disposition.element().equals(element)) {
                return disposition;
            }
        }
        return null;
    }

    private static Imdn.@Nullable Status status(String element) {
        for (Imdn.Status status : Imdn.Status.values()) {
            if (status.element().equals(element)) {
                return status;
            }
        }
        return null;
    }

    @Override
    protected void write(Imdn value, XmlWriter out) {
        out.attributes(value.extensions())
                .element(NAMESPACE, "message-id", value.messageId())
                .element(NAMESPACE, "datetime", value.dateTime())
                .element(NAMESPACE, "recipient-uri", value.recipientUri())
                .element(NAMESPACE, "original-recipient-uri", value.originalRecipientUri())
                .element(NAMESPACE, "subject", value.subject())
                .start(NAMESPACE, value.disposition().element())
                .start(NAMESPACE, "status")
                .empty(NAMESPACE, value.status().element())
                .end()
                .end()
                .elements(value.extensions());
    }
}
