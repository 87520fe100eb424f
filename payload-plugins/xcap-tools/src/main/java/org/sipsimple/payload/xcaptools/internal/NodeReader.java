/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcaptools.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.xcap.NodeSelector;

/**
 * Reads node selectors as users type them: {@code resource-lists/list[@name="friends"]/entry[2]/@uri}. Names are those of
 * the application's default namespace.
 */
final class NodeReader {
    private static final Pattern STEP = Pattern.compile(
            "(?<name>\\*|[^/\\[\\]@*\"']+)(?:\\[(?<at>[1-9][0-9]{0,8})\\])?(?:\\[@(?<attribute>[^=\\]]+)=(?:\"(?<double>[^\"]*)\"|'(?<single>[^']*)')\\])?");
    private static final Pattern ATTRIBUTE = Pattern.compile("@(?<name>[^/\\[\\]@]+)");

    private NodeReader() {}

    static NodeSelector read(String text) throws ToolFailure {
        try {
            return parse(text.startsWith("/") ? text.substring(1) : text);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw ToolFailure.usage("\"" + text + "\" is no node selector: " + e.getMessage());
        }
    }

    private static NodeSelector parse(String text) {
        Matcher step = STEP.matcher(text);
        NodeSelector node = null;
        int at = 0;
        while (at < text.length() || node == null) {
            Matcher attribute = ATTRIBUTE.matcher(text).region(at, text.length());
            if (node != null && attribute.matches()) {
                return node.attribute(attribute.group("name"));
            }
            if (node != null && text.startsWith("namespace::*", at) && at + 12 == text.length()) {
                return node.namespaces();
            }
            if (!step.region(at, text.length()).lookingAt()) {
                throw new IllegalArgumentException("at \"" + text.substring(at) + '"');
            }
            node = refined(next(node, step.group("name")), step);
            at = step.end();
            if (at < text.length() && text.charAt(at) != '/' || at == text.length() - 1) {
                throw new IllegalArgumentException("at \"" + text.substring(at) + '"');
            }
            at++;
        }
        return node;
    }

    private static NodeSelector next(@Nullable NodeSelector node, String name) {
        if (node == null) {
            return NodeSelector.element(name);
        }
        return name.equals("*") ? node.anyChild() : node.child(name);
    }

    private static NodeSelector refined(NodeSelector node, Matcher step) {
        NodeSelector refined = step.group("at") == null ? node : node.at(Integer.parseInt(step.group("at")));
        if (step.group("attribute") == null) {
            return refined;
        }
        String value = step.group("double") == null ? step.group("single") : step.group("double");
        return refined.where(step.group("attribute"), value);
    }
}
