/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapcaps;

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

/** {@code application/xcap-caps+xml}, RFC 4825 section 12. */
@PayloadCodecProvider
public final class XcapCapsCodec extends XmlCodec<XcapCaps> {
    /** The namespace of these documents. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:xcap-caps", "");

    public XcapCapsCodec() {
        super(XcapCaps.class, "application/xcap-caps+xml", Set.of(), NAMESPACE, "xcap-caps", ExtensionReaders.NONE);
    }

    @Override
    protected XcapCaps read(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        List<String> auids = null;
        List<String> extensions = List.of();
        List<String> namespaces = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "auids" -> auids = texts(in, "auid");
                case "extensions" -> extensions = texts(in, "extension");
                case "namespaces" -> namespaces = texts(in, "namespace");
                default -> extra.add(in);
            }
        }
        if (auids == null || namespaces == null) {
            throw in.malformed("<xcap-caps> needs <auids> and <namespaces>");
        }
        return new XcapCaps(auids, extensions, namespaces, extra.build());
    }

    private static List<String> texts(XmlCursor in, String name) throws PayloadFormatException {
        List<String> texts = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals(name)) {
                texts.add(in.requiredText());
            }
        }
        return texts;
    }

    @Override
    protected void write(XcapCaps value, XmlWriter out) {
        out.attributes(value.others());
        texts("auids", "auid", value.auids(), out);
        if (!value.extensions().isEmpty()) {
            texts("extensions", "extension", value.extensions(), out);
        }
        texts("namespaces", "namespace", value.namespaces(), out);
        out.elements(value.others());
    }

    private static void texts(String list, String name, List<String> texts, XmlWriter out) {
        out.start(NAMESPACE, list);
        texts.forEach(text -> out.element(NAMESPACE, name, text));
        out.end();
    }
}
