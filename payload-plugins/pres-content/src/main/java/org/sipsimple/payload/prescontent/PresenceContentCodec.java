/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.prescontent;

import java.util.Base64;
import java.util.Set;

import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCodec;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/** {@code application/vnd.oma.pres-content+xml}, OMA presence content, with base64 data. */
@PayloadCodecProvider
public final class PresenceContentCodec extends XmlCodec<PresenceContent> {
    /** The namespace of these documents. */
    public static final Namespace NAMESPACE = new Namespace("urn:oma:xml:prs:pres-content", "");

    public PresenceContentCodec() {
        super(
                PresenceContent.class,
                "application/vnd.oma.pres-content+xml",
                Set.of(),
                NAMESPACE,
                "content",
                ExtensionReaders.NONE);
    }

    @Override
    protected PresenceContent read(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        String mimeType = null;
        String description = null;
        String data = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "mime-type" -> mimeType = in.trimmed();
                case "encoding" -> requireBase64(in);
                case "description" -> description = in.text();
                case "data" -> data = in.text();
                default -> extra.add(in);
            }
        }
        if (data == null) {
            throw in.malformed("<content> has no <data>");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(data.replaceAll("\\s", ""));
            return new PresenceContent(mimeType, description, bytes, extra.build());
        } catch (IllegalArgumentException e) {
            throw in.malformed("<data> is not base64: " + e.getMessage());
        }
    }

    private static void requireBase64(XmlCursor in) throws PayloadFormatException {
        String encoding = in.trimmed();
        if (!encoding.equalsIgnoreCase("base64")) {
            throw in.malformed("cannot read encoding \"" + encoding + '"');
        }
    }

    @Override
    protected void write(PresenceContent value, XmlWriter out) {
        out.attributes(value.extensions())
                .element(NAMESPACE, "mime-type", value.mimeType())
                .element(NAMESPACE, "encoding", "base64")
                .element(NAMESPACE, "description", value.description())
                .element(NAMESPACE, "data", Base64.getEncoder().encodeToString(value.data()))
                .elements(value.extensions());
    }
}
