/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.addressbook;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * What happens with someone who is no contact.
 *
 * @param id unique in the address book
 * @param uri who it is
 * @param name for people; may be empty
 * @param dialog what happens with dialogs
 * @param presence what happens with presence
 * @param extensions what applications add
 */
public record PolicyElement(
        String id, String uri, String name, Handling dialog, Handling presence, Extensions extensions)
        implements Extension {
    public PolicyElement {
        Check.text(id, "policy id");
        Check.text(uri, "policy uri");
        Check.present(name, "policy name");
        Check.present(dialog, "dialog handling");
        Check.present(presence, "presence handling");
    }

    /** The default for someone. */
    public static PolicyElement of(String id, String uri) {
        return new PolicyElement(id, uri, "", Handling.DEFAULT, Handling.DEFAULT, Extensions.NONE);
    }

    @Override
    public void write(XmlWriter out) {
        out.start(AddressBook.NAMESPACE, "policy-element")
                .attribute("id", id)
                .attribute("uri", uri)
                .attributes(extensions)
                .element(AddressBook.NAMESPACE, "name", name);
        dialog.write("dialog", out);
        presence.write("presence", out);
        out.elements(extensions).end();
    }

    public PolicyElement withId(String changed) {
        return new PolicyElement(changed, uri, name, dialog, presence, extensions);
    }

    public PolicyElement withUri(String changed) {
        return new PolicyElement(id, changed, name, dialog, presence, extensions);
    }

    public PolicyElement withName(String changed) {
        return new PolicyElement(id, uri, changed, dialog, presence, extensions);
    }

    public PolicyElement withDialog(Handling changed) {
        return new PolicyElement(id, uri, name, changed, presence, extensions);
    }

    public PolicyElement withPresence(Handling changed) {
        return new PolicyElement(id, uri, name, dialog, changed, extensions);
    }

    public PolicyElement withExtensions(Extensions changed) {
        return new PolicyElement(id, uri, name, dialog, presence, changed);
    }
}
