/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.addressbook;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * A contact of the address book.
 *
 * @param id unique in the address book
 * @param name for people; may be empty
 * @param uris in order
 * @param defaultUri the id of the URI used first; null when not said
 * @param dialog what happens with dialogs
 * @param presence what happens with presence
 * @param extensions what applications add, such as {@link ElementAttributes}
 */
public record Contact(
        String id,
        String name,
        List<ContactUri> uris,
        @Nullable String defaultUri,
        Handling dialog,
        Handling presence,
        Extensions extensions)
        implements Extension {
    public Contact {
        Check.text(id, "contact id");
        Check.present(name, "contact name");
        Check.present(dialog, "dialog handling");
        Check.present(presence, "presence handling");
        uris = List.copyOf(uris);
    }

    /** A contact without URIs. */
    public static Contact of(String id, String name) {
        return new Contact(id, name, List.of(), null, Handling.DEFAULT, Handling.DEFAULT, Extensions.NONE);
    }

    /** The URI with an id; empty when there is none. */
    public Optional<ContactUri> uri(String uriId) {
        return uris.stream().filter(uri -> uri.id().equals(uriId)).findFirst();
    }

    @Override
    public void write(XmlWriter out) {
        out.start(AddressBook.NAMESPACE, "contact")
                .attribute("id", id)
                .attributes(extensions)
                .element(AddressBook.NAMESPACE, "name", name);
        out.start(AddressBook.NAMESPACE, "uris").attribute("default", defaultUri);
        uris.forEach(uri -> uri.write(out));
        out.end();
        dialog.write("dialog", out);
        presence.write("presence", out);
        out.elements(extensions).end();
    }

    public Contact withId(String changed) {
        return new Contact(changed, name, uris, defaultUri, dialog, presence, extensions);
    }

    public Contact withName(String changed) {
        return new Contact(id, changed, uris, defaultUri, dialog, presence, extensions);
    }

    public Contact withUris(List<ContactUri> changed) {
        return new Contact(id, name, changed, defaultUri, dialog, presence, extensions);
    }

    public Contact withDefaultUri(@Nullable String changed) {
        return new Contact(id, name, uris, changed, dialog, presence, extensions);
    }

    public Contact withDialog(Handling changed) {
        return new Contact(id, name, uris, defaultUri, changed, presence, extensions);
    }

    public Contact withPresence(Handling changed) {
        return new Contact(id, name, uris, defaultUri, dialog, changed, extensions);
    }

    public Contact withExtensions(Extensions changed) {
        return new Contact(id, name, uris, defaultUri, dialog, presence, changed);
    }
}
