/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdirectory;

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

/** {@code application/vnd.oma.xcap-directory+xml}, OMA XML Document Management 1.1 section 6.7.2. */
@PayloadCodecProvider
public final class XcapDirectoryCodec extends XmlCodec<XcapDirectory> {
    /** The namespace of these documents. */
    public static final Namespace NAMESPACE = new Namespace("urn:oma:xml:xdm:xcap-directory", "");

    public XcapDirectoryCodec() {
        super(
                XcapDirectory.class,
                "application/vnd.oma.xcap-directory+xml",
                Set.of(),
                NAMESPACE,
                "xcap-directory",
                ExtensionReaders.NONE);
    }

    @Override
    protected XcapDirectory read(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        List<Folder> folders = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("folder")) {
                folders.add(folder(in));
            } else {
                extra.add(in);
            }
        }
        return new XcapDirectory(folders, extra.build());
    }

    private static Folder folder(XmlCursor in) throws PayloadFormatException {
        String auid = in.required("auid");
        Extensions.Collector extra = Extensions.collect(in, "auid");
        List<Entry> entries = new ArrayList<>();
        String errorCode = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "entry" -> entries.add(entry(in));
                case "error-code" -> errorCode = in.trimmed();
                default -> extra.add(in);
            }
        }
        return new Folder(auid, entries, errorCode, extra.build());
    }

    private static Entry entry(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in, "uri", "etag", "last-modified", "size");
        return new Entry(
                in.requiredUri("uri"),
                in.required("etag"),
                in.attribute("last-modified"),
                in.number("size"),
                extra.build());
    }

    @Override
    protected void write(XcapDirectory value, XmlWriter out) {
        out.attributes(value.extensions());
        for (Folder folder : value.folders()) {
            out.start(NAMESPACE, "folder").attribute("auid", folder.auid()).attributes(folder.extensions());
            folder.entries().forEach(entry -> entry(entry, out));
            out.element(NAMESPACE, "error-code", folder.errorCode())
                    .elements(folder.extensions())
                    .end();
        }
        out.elements(value.extensions());
    }

    private static void entry(Entry value, XmlWriter out) {
        out.start(NAMESPACE, "entry")
                .attribute("uri", value.uri())
                .attribute("etag", value.etag())
                .attribute("last-modified", value.lastModified())
                .attribute("size", value.size())
                .attributes(value.extensions())
                .end();
    }
}
