/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import java.util.List;
import java.util.Set;

import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCodec;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlElement;
import org.sipsimple.payloads.xml.XmlNode;
import org.sipsimple.payloads.xml.XmlText;
import org.sipsimple.payloads.xml.XmlWriter;

/** {@code application/xcap-diff+xml}, RFC 5874. */
@PayloadCodecProvider
public final class XcapDiffCodec extends XmlCodec<XcapDiff> {
    /** The namespace of these documents. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:xcap-diff", "xcap-diff");

    public XcapDiffCodec() {
        super(
                XcapDiff.class,
                "application/xcap-diff+xml",
                Set.of("xcap-diff"),
                NAMESPACE,
                "xcap-diff",
                ExtensionReaders.NONE);
    }

    @Override
    protected XcapDiff read(XmlCursor in) throws PayloadFormatException {
        return new XcapDiffReader(in).read();
    }

    @Override
    protected void write(XcapDiff value, XmlWriter out) {
        value.namespaces().forEach((prefix, uri) -> out.declare(new Namespace(uri, prefix)));
        out.attribute("xcap-root", value.root()).attributes(value.extensions());
        for (Change change : value.changes()) {
            if (change instanceof Document document) {
                document(document, out);
            } else if (change instanceof Element element) {
                out.start(NAMESPACE, "element")
                        .attribute("sel", element.selector())
                        .attribute("exists", element.exists())
                        .attributes(element.extensions());
                element.content().forEach(content -> content.write(out));
                out.end();
            } else if (change instanceof Attribute attribute) {
                out.start(NAMESPACE, "attribute")
                        .attribute("sel", attribute.selector())
                        .attribute("exists", attribute.exists())
                        .attributes(attribute.extensions())
                        .text(attribute.value())
                        .end();
            }
        }
        out.elements(value.extensions());
    }

    private static void document(Document value, XmlWriter out) {
        out.start(NAMESPACE, "document")
                .attribute("sel", value.selector())
                .attribute("previous-etag", value.previousEtag())
                .attribute("new-etag", value.newEtag())
                .attributes(value.extensions());
        if (value.bodyNotChanged()) {
            out.empty(NAMESPACE, "body-not-changed");
        }
        value.patch().forEach(operation -> operation(operation, out));
        out.elements(value.extensions()).end();
    }

    private static void operation(PatchOperation operation, XmlWriter out) {
        if (operation instanceof Add add) {
            out.start(NAMESPACE, "add")
                    .attribute("sel", add.selector())
                    .attribute("pos", add.position())
                    .attribute("type", add.type());
            nodes(add.content(), out);
        } else if (operation instanceof Replace replace) {
            out.start(NAMESPACE, "replace").attribute("sel", replace.selector());
            nodes(replace.content(), out);
        } else if (operation instanceof Remove remove) {
            out.start(NAMESPACE, "remove").attribute("sel", remove.selector()).attribute("ws", remove.whiteSpace());
        }
        out.end();
    }

    private static void nodes(List<XmlNode> nodes, XmlWriter out) {
        for (XmlNode node : nodes) {
            if (node instanceof XmlText text) {
                out.text(text.text());
            } else if (node instanceof XmlElement element) {
                element.write(out);
            }
        }
    }
}
