/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.iscomposing;

import java.time.OffsetDateTime;
import java.util.Set;

import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCodec;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/** {@code application/im-iscomposing+xml}, RFC 3994. */
@PayloadCodecProvider
public final class IsComposingCodec extends XmlCodec<IsComposing> {
    private static final Namespace NS = new Namespace("urn:ietf:params:xml:ns:im-iscomposing", "");

    public IsComposingCodec() {
        super(IsComposing.class, "application/im-iscomposing+xml", Set.of(), NS, "isComposing", ExtensionReaders.NONE);
    }

    @Override
    protected IsComposing read(XmlCursor in) throws PayloadFormatException {
        IsComposing.State state = null;
        OffsetDateTime lastActive = null;
        String contentType = null;
        Long refresh = null;
        Extensions.Collector extra = Extensions.collect(in);
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NS)) {
                case "state" -> state = in.wordText(IsComposing.State.class);
                case "lastactive" -> lastActive = in.dateTimeText();
                case "contenttype" -> contentType = in.trimmed();
                case "refresh" -> refresh = in.numberText();
                default -> extra.add(in);
            }
        }
        return new IsComposing(state, lastActive, contentType, refresh, extra.build());
    }

    @Override
    protected void write(IsComposing value, XmlWriter out) {
        out.attributes(value.extensions())
                .element(NS, "state", value.state())
                .element(NS, "lastactive", value.lastActive())
                .element(NS, "contenttype", value.contentType())
                .element(NS, "refresh", value.refresh())
                .elements(value.extensions());
    }
}
