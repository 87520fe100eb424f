/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.namespace.QName;

/** A node selector written down: each step's text, and the prefixes it uses. */
final class NodeText {
    private final List<String> segments = new ArrayList<>();
    private final Map<String, String> prefixes = new LinkedHashMap<>();

    NodeText(NodeSelector selector) {
        for (NodeSelector.Step step : selector.steps()) {
            segments.add(text(step));
        }
        switch (selector.kind()) {
            case ATTRIBUTE -> segments.add('@' + name(Objects.requireNonNull(selector.attributeName())));
            case NAMESPACES -> segments.add("namespace::*");
            case ELEMENT -> {}
        }
    }

    private String text(NodeSelector.Step step) {
        StringBuilder text = new StringBuilder(step.name() == null ? "*" : name(step.name()));
        if (step.position() > 0) {
            text.append('[').append(step.position()).append(']');
        }
        QName attribute = step.attribute();
        if (attribute != null) {
            text.append("[@").append(name(attribute)).append('=');
            text.append(quoted(step.value())).append(']');
        }
        return text.toString();
    }

    private String name(QName name) {
        String namespace = name.getNamespaceURI();
        return namespace.isEmpty()
                ? name.getLocalPart()
                : prefix(namespace, name.getPrefix()) + ':' + name.getLocalPart();
    }

    private String prefix(String namespace, String wanted) {
        String known = prefixes.get(namespace);
        if (known != null) {
            return known;
        }
        String prefix = wanted;
        for (int number = 1; prefix.isEmpty() || prefixes.containsValue(prefix); number++) {
            prefix = "n" + number;
        }
        prefixes.put(namespace, prefix);
        return prefix;
    }

    /** As XML writes attribute values, with references where nothing else will do: some servers do not resolve them. */
    private static String quoted(String value) {
        String text = value.replace("&", "&amp;").replace("<", "&lt;");
        if (!text.contains("\"")) {
            return '"' + text + '"';
        }
        return text.contains("'") ? '"' + text.replace("\"", "&quot;") + '"' : '\'' + text + '\'';
    }

    String path() {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            path.append(path.isEmpty() ? "" : "/").append(PercentEncoding.segment(segment));
        }
        return path.toString();
    }

    /** By the scheme xmlns() of XPointer, which marks brackets that do not match by a circumflex. */
    String query() {
        StringBuilder query = new StringBuilder();
        prefixes.forEach((namespace, prefix) -> query.append("xmlns(")
                .append(PercentEncoding.segment(prefix))
                .append('=')
                .append(PercentEncoding.segment(escaped(namespace)))
                .append(')'));
        return query.toString();
    }

    private static String escaped(String namespace) {
        return namespace.replace("^", "^^").replace("(", "^(").replace(")", "^)");
    }

    @Override
    public String toString() {
        return String.join("/", segments);
    }
}
