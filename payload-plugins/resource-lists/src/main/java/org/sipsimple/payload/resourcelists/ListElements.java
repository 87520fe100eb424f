/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.resourcelists;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/** The elements of lists, for documents that use the list type of RFC 4826 in elements of their own. */
public final class ListElements {
    private static final Namespace NS = ResourceListsCodec.NAMESPACE;

    private ListElements() {}

    /** Reads the element at the cursor, of whatever name, as a list. */
    public static ResourceList readList(XmlCursor in) throws PayloadFormatException {
        String name = in.attribute("name");
        Extensions.Collector extra = Extensions.collect(in, "name");
        DisplayName displayName = null;
        List<ListMember> members = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NS)) {
                case "display-name" -> displayName = displayName(in);
                case "entry" -> members.add(entry(in));
                case "entry-ref" -> members.add(entryRef(in));
                case "external" -> members.add(external(in));
                case "list" -> members.add(readList(in));
                default -> extra.add(in);
            }
        }
        return new ResourceList(name, displayName, members, extra.build());
    }

    private static Entry entry(XmlCursor in) throws PayloadFormatException {
        String uri = in.requiredUri("uri");
        Named named = named(in, "uri");
        return new Entry(uri, named.name, named.extensions);
    }

    private static EntryRef entryRef(XmlCursor in) throws PayloadFormatException {
        String ref = in.requiredUri("ref");
        Named named = named(in, "ref");
        return new EntryRef(ref, named.name, named.extensions);
    }

    private static External external(XmlCursor in) throws PayloadFormatException {
        String anchor = in.requiredUri("anchor");
        Named named = named(in, "anchor");
        return new External(anchor, named.name, named.extensions);
    }

    private record Named(@Nullable DisplayName name, Extensions extensions) {}

    private static Named named(XmlCursor in, String attribute) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in, attribute);
        DisplayName name = null;
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NS).equals("display-name")) {
                name = displayName(in);
            } else {
                extra.add(in);
            }
        }
        return new Named(name, extra.build());
    }

    private static DisplayName displayName(XmlCursor in) throws PayloadFormatException {
        String language = in.language();
        return new DisplayName(in.text(), language);
    }

    /**
     * Writes attributes and content of a list into the element just begun.
     *
     * @param namespace the namespace of lists, with the prefix wanted in this document
     */
    public static void writeList(ResourceList list, Namespace namespace, XmlWriter out) {
        out.attribute("name", list.name()).attributes(list.extensions());
        displayName(list.displayName(), namespace, out);
        for (ListMember member : list.members()) {
            member(member, namespace, out);
        }
        out.elements(list.extensions());
    }

    private static void member(ListMember member, Namespace namespace, XmlWriter out) {
        if (member instanceof Entry entry) {
            out.start(namespace, "entry").attribute("uri", entry.uri());
            content(entry.displayName(), entry.extensions(), namespace, out);
        } else if (member instanceof EntryRef ref) {
            out.start(namespace, "entry-ref").attribute("ref", ref.ref());
            content(ref.displayName(), ref.extensions(), namespace, out);
        } else if (member instanceof External external) {
            out.start(namespace, "external").attribute("anchor", external.anchor());
            content(external.displayName(), external.extensions(), namespace, out);
        } else if (member instanceof ResourceList inner) {
            out.start(namespace, "list");
            writeList(inner, namespace, out);
        }
        out.end();
    }

    private static void content(@Nullable DisplayName name, Extensions extensions, Namespace namespace, XmlWriter out) {
        out.attributes(extensions);
        displayName(name, namespace, out);
        out.elements(extensions);
    }

    private static void displayName(@Nullable DisplayName name, Namespace namespace, XmlWriter out) {
        if (name != null) {
            out.start(namespace, "display-name")
                    .language(name.language())
                    .text(name.text())
                    .end();
        }
    }
}
