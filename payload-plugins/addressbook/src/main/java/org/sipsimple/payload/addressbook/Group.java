/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.addressbook;

import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * A group of contacts.
 *
 * @param id unique in the address book
 * @param name for people
 * @param contacts the ids of its contacts
 * @param extensions what applications add
 */
public record Group(String id, String name, List<String> contacts, Extensions extensions) implements Extension {
    public Group {
        Check.text(id, "group id");
        Check.present(name, "group name");
        contacts = List.copyOf(contacts);
    }

    /** A group of contacts. */
    public static Group of(String id, String name, List<String> contacts) {
        return new Group(id, name, contacts, Extensions.NONE);
    }

    @Override
    public void write(XmlWriter out) {
        out.start(AddressBook.NAMESPACE, "group")
                .attribute("id", id)
                .attributes(extensions)
                .element(AddressBook.NAMESPACE, "name", name)
                .start(AddressBook.NAMESPACE, "contacts");
        contacts.forEach(contact -> out.element(AddressBook.NAMESPACE, "contact_id", contact));
        out.end().elements(extensions).end();
    }

    public Group withId(String changed) {
        return new Group(changed, name, contacts, extensions);
    }

    public Group withName(String changed) {
        return new Group(id, changed, contacts, extensions);
    }

    public Group withContacts(List<String> changed) {
        return new Group(id, name, changed, extensions);
    }

    public Group withExtensions(Extensions changed) {
        return new Group(id, name, contacts, changed);
    }
}
