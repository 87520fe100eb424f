/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.addressbook;

import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaderProvider;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;

/** Reads the elements of the address book where they stand in a resource list, normally the one named {@value #LIST}. */
@ExtensionReaderProvider
public final class AddressBook implements ExtensionReader {
    /** The name of the list that holds the address book. */
    public static final String LIST = "sipsimple_addressbook";

    /** The namespace of these elements. */
    public static final Namespace NAMESPACE = new Namespace("urn:ag-projects:xml:ns:addressbook", "addressbook");

    @Override
    public String namespace() {
        return NAMESPACE.uri();
    }

    @Override
    public Extension read(XmlCursor in) throws PayloadFormatException {
        return switch (in.localName()) {
            case "contact" -> contact(in);
            case "group" -> group(in);
            case "policy-element" -> policy(in);
            default -> in.element();
        };
    }

    private static Contact contact(XmlCursor in) throws PayloadFormatException {
        Contact contact = Contact.of(in.required("id"), "");
        Extensions.Collector extra = Extensions.collect(in, "id");
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "name" -> contact = contact.withName(in.text());
                case "uris" ->
                    contact = contact.withDefaultUri(in.attribute("default")).withUris(uris(in));
                case "dialog" -> contact = contact.withDialog(handling(in));
                case "presence" -> contact = contact.withPresence(handling(in));
                default -> extra.add(in);
            }
        }
        return contact.withExtensions(extra.build());
    }

    private static List<ContactUri> uris(XmlCursor in) throws PayloadFormatException {
        List<ContactUri> uris = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("uri")) {
                uris.add(uri(in));
            }
        }
        return uris;
    }

    private static ContactUri uri(XmlCursor in) throws PayloadFormatException {
        String id = in.required("id");
        String uri = in.requiredUri("uri");
        String type = in.attribute("type");
        Extensions.Collector extra = Extensions.collect(in, "id", "uri", "type");
        int level = in.level();
        while (in.nextChild(level)) {
            extra.add(in);
        }
        return new ContactUri(id, uri, type, extra.build());
    }

    private static Handling handling(XmlCursor in) throws PayloadFormatException {
        Handling handling = Handling.DEFAULT;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "policy" -> handling = handling.withPolicy(in.wordText(Handling.Policy.class));
                case "subscribe" -> handling = handling.withSubscribe(in.flagText());
                default -> in.element();
            }
        }
        return handling;
    }

    private static Group group(XmlCursor in) throws PayloadFormatException {
        Group group = Group.of(in.required("id"), "", List.of());
        Extensions.Collector extra = Extensions.collect(in, "id");
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "name" -> group = group.withName(in.text());
                case "contacts" -> group = group.withContacts(contactIds(in));
                default -> extra.add(in);
            }
        }
        return group.withExtensions(extra.build());
    }

    private static List<String> contactIds(XmlCursor in) throws PayloadFormatException {
        List<String> ids = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("contact_id")) {
                ids.add(in.requiredText());
            }
        }
        return ids;
    }

    private static PolicyElement policy(XmlCursor in) throws PayloadFormatException {
        PolicyElement policy = PolicyElement.of(in.required("id"), in.requiredUri("uri"));
        Extensions.Collector extra = Extensions.collect(in, "id", "uri");
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "name" -> policy = policy.withName(in.text());
                case "dialog" -> policy = policy.withDialog(handling(in));
                case "presence" -> policy = policy.withPresence(handling(in));
                default -> extra.add(in);
            }
        }
        return policy.withExtensions(extra.build());
    }
}
