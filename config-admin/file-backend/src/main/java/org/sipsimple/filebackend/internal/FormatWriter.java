/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.filebackend.internal;

import java.util.stream.Collectors;

import org.sipsimple.api.configuration.ConfigNode;

/**
 * Writes the text format of the seeds: settings before groups, both sorted, four blanks a level, an empty line behind
 * each group. Spec: Developer Guide, "FileBackend".
 */
public final class FormatWriter {
    private static final String TO_QUOTE = ",\"'=: #\\\t\u000b\f\n\r";

    private final StringBuilder out = new StringBuilder();

    private FormatWriter() {}

    public static String write(ConfigNode.Group data) {
        FormatWriter writer = new FormatWriter();
        writer.children(data, "");
        return writer.out.toString();
    }

    private void children(ConfigNode.Group group, String indentation) {
        group.children().forEach((name, node) -> {
            if (!(node instanceof ConfigNode.Group)) {
                out.append(indentation).append(quoted(name)).append(" =");
                out.append(value(node)).append('\n');
            }
        });
        group.children().forEach((name, node) -> {
            if (node instanceof ConfigNode.Group child) {
                out.append(indentation).append(quoted(name)).append(":\n");
                children(child, indentation + "    ");
                out.append('\n');
            }
        });
    }

    private static String value(ConfigNode node) {
        if (node instanceof ConfigNode.Text text) {
            return " " + quoted(text.value());
        }
        if (node instanceof ConfigNode.Items items) {
            String joined =
                    items.values().stream().map(FormatWriter::quoted).collect(Collectors.joining(", ", " ", ""));
            return items.values().size() < 2 ? joined + "," : joined;
        }
        if (node instanceof ConfigNode.None) {
            return "";
        }
        throw new IllegalArgumentException(node.getClass().getSimpleName() + " cannot be stored");
    }

    private static String quoted(String text) {
        if (!text.isEmpty() && text.chars().noneMatch(c -> TO_QUOTE.indexOf(c) >= 0)) {
            return text;
        }
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}
