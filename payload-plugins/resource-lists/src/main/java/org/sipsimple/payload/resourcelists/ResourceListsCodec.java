/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.resourcelists;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCodec;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/** {@code application/resource-lists+xml}, RFC 4826 section 3. */
@PayloadCodecProvider
public final class ResourceListsCodec extends XmlCodec<ResourceLists> {
    /** The namespace of these documents. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:resource-lists", "");

    /** A codec that reads the extensions found on the class path or module path. */
    public ResourceListsCodec() {
        this(ExtensionReaders.installed());
    }

    /** A codec that reads extensions with the given readers. */
    public ResourceListsCodec(ExtensionReaders readers) {
        super(ResourceLists.class, "application/resource-lists+xml", Set.of(), NAMESPACE, "resource-lists", readers);
    }

    @Override
    protected ResourceLists read(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        List<ResourceList> lists = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("list")) {
                lists.add(ListElements.readList(in));
            } else {
                extra.add(in);
            }
        }
        return new ResourceLists(lists, extra.build());
    }

    @Override
    protected void write(ResourceLists value, XmlWriter out) {
        out.attributes(value.extensions());
        value.lists().forEach(list -> {
            out.start(NAMESPACE, "list");
            ListElements.writeList(list, NAMESPACE, out);
            out.end();
        });
        out.elements(value.extensions());
    }
}
