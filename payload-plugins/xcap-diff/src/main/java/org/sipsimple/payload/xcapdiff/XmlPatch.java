/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import org.sipsimple.payloads.xml.XmlAttribute;
import org.sipsimple.payloads.xml.XmlElement;
import org.sipsimple.payloads.xml.XmlNode;
import org.sipsimple.payloads.xml.XmlText;

/**
 * Applies the operations of RFC 5261 to a document. All of it is applied, or a {@link PatchException} says what does not
 * fit. Comments and processing instructions of the document are kept.
 */
public final class XmlPatch {
    private static final int LARGEST = 8 << 20;

    private final org.w3c.dom.Document document;
    private final Map<String, String> namespaces;

    private XmlPatch(org.w3c.dom.Document document, Map<String, String> namespaces) {
        this.document = document;
        this.namespaces = namespaces;
    }

    /**
     * The document with the operations applied one after the other.
     *
     * @param body a document without document type declaration
     * @param operations in order
     * @param namespaces the prefixes that selectors use, the empty one for names without prefix
     * @throws PatchException when the body is no such document, or an operation does not fit it
     */
    public static byte[] apply(byte[] body, List<PatchOperation> operations, Map<String, String> namespaces)
            throws PatchException {
        XmlPatch patch = new XmlPatch(parse(body), namespaces);
        for (PatchOperation operation : operations) {
            patch.apply(operation);
        }
        return patch.serialize();
    }

    private static org.w3c.dom.Document parse(byte[] body) throws PatchException {
        if (body.length > LARGEST) {
            throw new PatchException("document", body.length + " bytes are too many");
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(body));
        } catch (SAXException | IOException e) {
            throw new PatchException("document", "not well-formed: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own XML parser lacks a feature", e);
        }
    }

    private void apply(PatchOperation operation) throws PatchException {
        Node target = Selector.parse(operation.selector(), namespaces).single(document);
        if (operation instanceof Add add) {
            add(add, target);
        } else if (operation instanceof Replace replace) {
            replace(replace, target);
        } else if (operation instanceof Remove remove) {
            remove(remove, target);
        }
    }

    private void add(Add add, Node target) throws PatchException {
        String type = add.type();
        if (type != null) {
            addAttribute(add, type, target);
            return;
        }
        Add.Position position = add.position();
        boolean beside = position == Add.Position.BEFORE || position == Add.Position.AFTER;
        Node parent = beside ? target.getParentNode() : target;
        if (parent == null || parent.getNodeType() != Node.ELEMENT_NODE) {
            throw new PatchException(add.selector(), "nothing can be added there");
        }
        Node next = null;
        if (position == Add.Position.BEFORE) {
            next = target;
        } else if (position == Add.Position.AFTER) {
            next = target.getNextSibling();
        } else if (position == Add.Position.PREPEND) {
            next = target.getFirstChild();
        }
        insert(add.content(), parent, next);
    }

    private void addAttribute(Add add, String type, Node target) throws PatchException {
        if (!(target instanceof org.w3c.dom.Element element)) {
            throw new PatchException(add.selector(), "not an element");
        }
        if (type.startsWith("namespace::")) {
            String prefix = type.substring("namespace::".length());
            element.setAttributeNS(
                    XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                    "xmlns:" + prefix,
                    text(add.content()).strip());
            return;
        }
        if (!type.startsWith("@")) {
            throw new PatchException(add.selector(), "cannot add a " + type);
        }
        String name = type.substring(1);
        int colon = name.indexOf(':');
        String namespace = colon < 0 ? null : namespaces.get(name.substring(0, colon));
        if (colon >= 0 && namespace == null || !name.matches("[\\p{L}_][\\p{L}\\p{N}._:-]*")) {
            throw new PatchException(add.selector(), "not the name of an attribute: " + name);
        }
        if (element.hasAttributeNS(namespace, name.substring(colon + 1))) {
            throw new PatchException(add.selector(), "the attribute is there already: " + name);
        }
        element.setAttributeNS(namespace, name, text(add.content()));
    }

    private void replace(Replace replace, Node target) throws PatchException {
        if (target instanceof Attr attribute) {
            requireUnused(replace, attribute);
            attribute.setValue(text(replace.content()));
            return;
        }
        Node parent = target.getParentNode();
        List<XmlNode> content = replace.content();
        boolean element = target.getNodeType() == Node.ELEMENT_NODE;
        long elements = content.stream().filter(XmlElement.class::isInstance).count();
        if (parent == null || element && elements != 1 || !element && elements != 0) {
            throw new PatchException(replace.selector(), "the content does not fit in its place");
        }
        insert(element ? content.stream().filter(XmlElement.class::isInstance).toList() : content, parent, target);
        parent.removeChild(target);
    }

    private static void remove(Remove remove, Node target) throws PatchException {
        if (target instanceof Attr attribute) {
            requireUnused(remove, attribute);
            attribute.getOwnerElement().removeAttributeNode(attribute);
            return;
        }
        Node parent = target.getParentNode();
        if (parent == null || parent.getNodeType() != Node.ELEMENT_NODE) {
            throw new PatchException(remove.selector(), "the root cannot be removed");
        }
        Remove.WhiteSpace space = remove.whiteSpace();
        if (space == Remove.WhiteSpace.BEFORE || space == Remove.WhiteSpace.BOTH) {
            removeBlank(remove, target.getPreviousSibling());
        }
        if (space == Remove.WhiteSpace.AFTER || space == Remove.WhiteSpace.BOTH) {
            removeBlank(remove, target.getNextSibling());
        }
        parent.removeChild(target);
    }

    /** Names in a document keep their namespace, so the declaration of a prefix in use stays what it is. */
    private static void requireUnused(PatchOperation operation, Attr attribute) throws PatchException {
        boolean declaration = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
        if (declaration && uses(attribute.getOwnerElement(), attribute.getLocalName())) {
            throw new PatchException(operation.selector(), "the prefix is in use");
        }
    }

    private static boolean uses(Node node, String prefix) {
        if (prefix.equals(node.getPrefix())) {
            return true;
        }
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
            if (prefix.equals(attributes.item(i).getPrefix())) {
                return true;
            }
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (uses(child, prefix)) {
                return true;
            }
        }
        return false;
    }

    private static void removeBlank(Remove remove, @Nullable Node node) throws PatchException {
        if (node == null
                || node.getNodeType() != Node.TEXT_NODE
                || !node.getNodeValue().isBlank()) {
            throw new PatchException(remove.selector(), "no white space beside it");
        }
        node.getParentNode().removeChild(node);
    }

    private void insert(List<XmlNode> content, Node parent, @Nullable Node next) {
        for (XmlNode node : content) {
            parent.insertBefore(dom(node), next);
        }
    }

    private Node dom(XmlNode node) {
        if (node instanceof XmlText text) {
            return document.createTextNode(text.text());
        }
        XmlElement element = (XmlElement) node;
        org.w3c.dom.Element created = document.createElementNS(
                emptyToNull(element.name().getNamespaceURI()),
                qualified(element.name().getPrefix(), element.name().getLocalPart()));
        for (XmlAttribute attribute : element.attributes()) {
            created.setAttributeNS(
                    emptyToNull(attribute.name().getNamespaceURI()),
                    qualified(attribute.name().getPrefix(), attribute.name().getLocalPart()),
                    attribute.value());
        }
        element.content().forEach(child -> created.appendChild(dom(child)));
        return created;
    }

    private static String qualified(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + ':' + name;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String text(List<XmlNode> content) {
        StringBuilder text = new StringBuilder();
        content.forEach(node -> text.append(node instanceof XmlText t ? t.text() : ((XmlElement) node).text()));
        return text.toString();
    }

    private byte[] serialize() {
        try {
            StringWriter out = new StringWriter();
            document.setXmlStandalone(true); // keeps the JDK from writing standalone="no"
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(out));
            return out.toString().getBytes(StandardCharsets.UTF_8);
        } catch (TransformerException e) {
            throw new IllegalStateException("a document in memory could not be written", e);
        }
    }

    /** Reports by exception alone; the JDK's default writes to standard error. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // a document with a warning is well-formed
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
