/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A selector of RFC 5261 section 4.1: steps by name, {@code *}, {@code text()}, {@code comment()}, a last step
 * {@code @name} or {@code namespace::prefix}, each with predicates by position, attribute, child or own text. It is evaluated here and not by a
 * general XPath engine, so that a selector from the net has no functions, no axes and a cost in proportion to the
 * document.
 */
final class Selector {
    private static final String PREFIX = "[\\p{L}_][\\p{L}\\p{N}._-]*";
    private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}._-]*(?::[\\p{L}_][\\p{L}\\p{N}._-]*)?";
    private static final Pattern STEP = Pattern.compile(
            "/?(text\\(\\)|comment\\(\\)|processing-instruction\\((?:'[^']*'|\"[^\"]*\")?\\)|namespace::" + PREFIX
                    + "|@?" + NAME + "|\\*)");
    private static final Pattern PREDICATE =
            Pattern.compile("\\[\\s*(?:([0-9]{1,6})|(\\.|@?" + NAME + ")\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\"))\\s*\\]");

    private static final String DECLARATION = "namespace::";

    private record Predicate(int position, String operand, String value) {}

    private record Step(String name, List<Predicate> predicates) {}

    private final String text;
    private final List<Step> steps;
    private final Map<String, String> namespaces;

    private Selector(String text, List<Step> steps, Map<String, String> namespaces) {
        this.text = text;
        this.steps = steps;
        this.namespaces = namespaces;
    }

    static Selector parse(String text, Map<String, String> namespaces) throws PatchException {
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        Matcher predicate = PREDICATE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!step.find(at) || step.start() != at || at > 0 && text.charAt(at) != '/') {
                throw new PatchException(text, "not a selector, at character " + (at + 1));
            }
            at = step.end();
            List<Predicate> predicates = new ArrayList<>();
            while (at < text.length() && text.charAt(at) == '[') {
                if (!predicate.find(at) || predicate.start() != at) {
                    throw new PatchException(text, "not a predicate, at character " + (at + 1));
                }
                predicates.add(predicate(predicate));
                at = predicate.end();
            }
            steps.add(new Step(step.group(1), predicates));
        }
        if (steps.isEmpty()) {
            throw new PatchException(text, "an empty selector");
        }
        return new Selector(text, steps, namespaces);
    }

    private static Predicate predicate(Matcher match) {
        return match.group(1) != null
                ? new Predicate(Integer.parseInt(match.group(1)), "", "")
                : new Predicate(0, match.group(2), match.group(3) != null ? match.group(3) : match.group(4));
    }

    /** The one node that the selector points at. */
    Node single(Document document) throws PatchException {
        List<Node> nodes = List.of(document);
        for (Step step : steps) {
            List<Node> next = new ArrayList<>();
            for (Node node : nodes) {
                next.addAll(filtered(step, candidates(step, node)));
            }
            nodes = next;
        }
        if (nodes.size() != 1) {
            throw new PatchException(text, nodes.isEmpty() ? "nothing there" : nodes.size() + " nodes there, not one");
        }
        return nodes.get(0);
    }

    private List<Node> candidates(Step step, Node node) throws PatchException {
        List<Node> candidates = new ArrayList<>();
        if (step.name().startsWith("@") || step.name().startsWith(DECLARATION)) {
            Attr attribute = node instanceof Element element ? attributeOf(element, step.name()) : null;
            if (attribute != null) {
                candidates.add(attribute);
            }
            return candidates;
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (matches(step.name(), child)) {
                candidates.add(child);
            }
        }
        return candidates;
    }

    private @Nullable Attr attributeOf(Element element, String step) throws PatchException {
        return step.startsWith(DECLARATION)
                ? element.getAttributeNodeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, step.substring(DECLARATION.length()))
                : attribute(element, step.substring(1));
    }

    private boolean matches(String name, Node node) throws PatchException {
        short type = node.getNodeType();
        if (name.equals("text()")) {
            return type == Node.TEXT_NODE || type == Node.CDATA_SECTION_NODE;
        }
        if (name.equals("comment()")) {
            return type == Node.COMMENT_NODE;
        }
        if (name.startsWith("processing-instruction(")) {
            String target = name.replaceAll("^[^(]*\\(['\"]?|['\"]?\\)$", "");
            return type == Node.PROCESSING_INSTRUCTION_NODE && (target.isEmpty() || target.equals(node.getNodeName()));
        }
        return type == Node.ELEMENT_NODE && (name.equals("*") || isNamed(name, node));
    }

    private boolean isNamed(String name, Node node) throws PatchException {
        int colon = name.indexOf(':');
        String namespace = namespaces.get(colon < 0 ? "" : name.substring(0, colon));
        if (colon >= 0 && namespace == null) {
            throw new PatchException(text, "nobody declared the prefix of " + name);
        }
        String actual = node.getNamespaceURI() == null ? "" : node.getNamespaceURI();
        return name.substring(colon + 1).equals(node.getLocalName())
                && actual.equals(namespace == null ? "" : namespace);
    }

    private @Nullable Attr attribute(Element element, String name) throws PatchException {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return element.getAttributeNodeNS(null, name);
        }
        String namespace = namespaces.get(name.substring(0, colon));
        if (namespace == null) {
            throw new PatchException(text, "nobody declared the prefix of " + name);
        }
        return element.getAttributeNodeNS(namespace, name.substring(colon + 1));
    }

    private List<Node> filtered(Step step, List<Node> candidates) throws PatchException {
        List<Node> left = candidates;
        for (Predicate predicate : step.predicates()) {
            List<Node> kept = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                if (holds(predicate, left.get(i), i + 1)) {
                    kept.add(left.get(i));
                }
            }
            left = kept;
        }
        return left;
    }

    private boolean holds(Predicate predicate, Node node, int position) throws PatchException {
        String operand = predicate.operand();
        if (operand.isEmpty()) {
            return position == predicate.position();
        }
        if (operand.equals(".")) {
            return predicate.value().equals(node.getTextContent());
        }
        if (operand.startsWith("@")) {
            Attr attribute = node instanceof Element element ? attribute(element, operand.substring(1)) : null;
            return attribute != null && attribute.getValue().equals(predicate.value());
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (matches(operand, child) && predicate.value().equals(child.getTextContent())) {
                return true;
            }
        }
        return false;
    }
}
