/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.addressbook;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * A URI of a contact.
 *
 * @param id unique in the contact
 * @param uri for example {@code sip:alice@example.com}
 * @param type for example {@code SIP} or {@code Mobile}; null when not given
 * @param extensions what applications add
 */
public record ContactUri(String id, String uri, @Nullable String type, Extensions extensions) {
    public ContactUri {
        Check.text(id, "uri id");
        Check.text(uri, "uri");
    }

    /** A URI without type. */
    public static ContactUri of(String id, String uri) {
        return new ContactUri(id, uri, null, Extensions.NONE);
    }

    void write(XmlWriter out) {
        out.start(AddressBook.NAMESPACE, "uri")
                .attribute("id", id)
                .attribute("uri", uri)
                .attribute("type", type)
                .attributes(extensions)
                .elements(extensions)
                .end();
    }

    public ContactUri withId(String changed) {
        return new ContactUri(changed, uri, type, extensions);
    }

    public ContactUri withUri(String changed) {
        return new ContactUri(id, changed, type, extensions);
    }

    public ContactUri withType(@Nullable String changed) {
        return new ContactUri(id, uri, changed, extensions);
    }

    public ContactUri withExtensions(Extensions changed) {
        return new ContactUri(id, uri, type, changed);
    }
}
