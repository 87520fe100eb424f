/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.util.Set;

import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCodec;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/** {@code application/conference-info+xml}, RFC 4575. */
@PayloadCodecProvider
public final class ConferenceInfoCodec extends XmlCodec<ConferenceInfo> {
    /** The namespace of conference information. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:conference-info", "");

    public ConferenceInfoCodec() {
        super(
                ConferenceInfo.class,
                "application/conference-info+xml",
                Set.of("conference"),
                NAMESPACE,
                "conference-info",
                ExtensionReaders.NONE);
    }

    @Override
    protected ConferenceInfo read(XmlCursor in) throws PayloadFormatException {
        return ConferenceReader.conference(in);
    }

    @Override
    protected void write(ConferenceInfo value, XmlWriter out) {
        out.attribute("entity", value.entity())
                .attribute("state", value.state())
                .attribute("version", value.version());
        ConferenceWriter.content(value, out);
    }
}
