/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsservices;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payload.resourcelists.ListElements;
import org.sipsimple.payload.resourcelists.ResourceListsCodec;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCodec;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/** {@code application/rls-services+xml}, RFC 4826 section 4. */
@PayloadCodecProvider
public final class RlsServicesCodec extends XmlCodec<RlsServices> {
    /** The namespace of these documents. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:rls-services", "");

    /** A codec that reads the extensions found on the class path or module path. */
    public RlsServicesCodec() {
        this(ExtensionReaders.installed());
    }

    /** A codec that reads extensions with the given readers. */
    public RlsServicesCodec(ExtensionReaders readers) {
        super(RlsServices.class, "application/rls-services+xml", Set.of(), NAMESPACE, "rls-services", readers);
    }

    private static final Namespace LISTS = new Namespace(ResourceListsCodec.NAMESPACE.uri(), "rl");

    @Override
    protected RlsServices read(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        List<Service> services = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("service")) {
                services.add(service(in));
            } else {
                extra.add(in);
            }
        }
        return new RlsServices(services, extra.build());
    }

    private static Service service(XmlCursor in) throws PayloadFormatException {
        String uri = in.requiredUri("uri");
        Extensions.Collector extra = Extensions.collect(in, "uri");
        Source source = null;
        Packages packages = Packages.of(List.of());
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "resource-list" -> source = new ListUri(in.uriText());
                case "list" -> source = new InlineList(ListElements.readList(in));
                case "packages" -> packages = packages(in);
                default -> extra.add(in);
            }
        }
        if (source == null) {
            throw in.malformed("<service> has neither <resource-list> nor <list>");
        }
        return new Service(uri, source, packages, extra.build());
    }

    private static Packages packages(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        List<String> names = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("package")) {
                names.add(in.requiredText());
            } else {
                extra.add(in);
            }
        }
        return new Packages(names, extra.build());
    }

    @Override
    protected void write(RlsServices value, XmlWriter out) {
        out.attributes(value.extensions());
        value.services().forEach(service -> service(service, out));
        out.elements(value.extensions());
    }

    private static void service(Service value, XmlWriter out) {
        out.start(NAMESPACE, "service").attribute("uri", value.uri()).attributes(value.extensions());
        if (value.source() instanceof ListUri reference) {
            out.element(NAMESPACE, "resource-list", reference.uri());
        } else if (value.source() instanceof InlineList inline) {
            out.start(NAMESPACE, "list");
            ListElements.writeList(inline.list(), LISTS, out);
            out.end();
        }
        Packages packages = value.packages();
        out.start(NAMESPACE, "packages").attributes(packages.extensions());
        packages.names().forEach(name -> out.element(NAMESPACE, "package", name));
        out.elements(packages.extensions()).end().elements(value.extensions()).end();
    }
}
