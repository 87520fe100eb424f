/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.addressbook;

import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaderProvider;
import org.sipsimple.payloads.xml.XmlCursor;

/** Reads the attributes that applications add to elements of the address book. */
@ExtensionReaderProvider
public final class AddressBookAttributes implements ExtensionReader {
    @Override
    public String namespace() {
        return ElementAttributes.NAMESPACE.uri();
    }

    @Override
    public Extension read(XmlCursor in) throws PayloadFormatException {
        return switch (in.localName()) {
            case "attributes" -> attributes(in);
            default -> in.element();
        };
    }

    private static ElementAttributes attributes(XmlCursor in) throws PayloadFormatException {
        List<ElementAttributes.Attribute> attributes = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            String name = in.required("name");
            boolean nil = in.attribute("nil") != null;
            String value = in.text();
            attributes.add(new ElementAttributes.Attribute(name, nil ? null : value));
        }
        return new ElementAttributes(attributes);
    }
}
