/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cipid;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaderProvider;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;

/** Reads the elements of RFC 4482 where they stand in presence documents. */
@ExtensionReaderProvider
public final class Cipid implements ExtensionReader {
    /** The namespace of contact information. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:pidf:cipid", "c");

    @Override
    public String namespace() {
        return NAMESPACE.uri();
    }

    @Override
    public Extension read(XmlCursor in) throws PayloadFormatException {
        return switch (in.localName()) {
            case "card" -> new Card(in.uriText());
            case "display-name" -> new DisplayName(in.requiredText());
            case "homepage" -> new Homepage(in.uriText());
            case "icon" -> new Icon(in.uriText());
            case "map" -> new Map(in.uriText());
            case "sound" -> new Sound(in.uriText());
            default -> in.element();
        };
    }
}
