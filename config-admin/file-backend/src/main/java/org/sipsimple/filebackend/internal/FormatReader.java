/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.filebackend.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.sipsimple.api.configuration.ConfigNode;

/**
 * Reads the text format of the seeds. What is deeper than a group's own line belongs to the group, however deep it is.
 * Not thread-safe. Spec: Developer Guide, "FileBackend".
 */
public final class FormatReader {
    private static final int MAX_DEPTH = 64;

    private final Map<List<String>, Integer> lines = new HashMap<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private int skipDeeperThan = Integer.MAX_VALUE;

    private record Level(int indentation, List<String> path, SortedMap<String, Object> children) {}

    /**
     * Reads a whole file.
     *
     * @throws FormatException at the first line that cannot be understood
     */
    public ConfigNode.Group read(String text) throws FormatException {
        List<FormatException> problems = new ArrayList<>();
        ConfigNode.Group data = readWhatCanBe(text, problems::add);
        if (!problems.isEmpty()) {
            throw problems.get(0);
        }
        return data;
    }

    /** Reads a whole file without the lines that cannot be understood, and without what is inside them. */
    public ConfigNode.Group readWhatCanBe(String text, Consumer<FormatException> problems) {
        levels.push(new Level(-1, List.of(), new TreeMap<>()));
        int number = 0;
        for (String line : text.split("\r\n|\n|\r", -1)) {
            number++;
            try {
                line(line, number);
            } catch (FormatException e) {
                skipDeeperThan = Math.min(skipDeeperThan, new LineScanner(line, number).indentation());
                problems.accept(e);
            }
        }
        return group(levels.getLast().children());
    }

    /** The line, counted from 1, on which a node was read. */
    public Map<List<String>, Integer> lines() {
        return lines;
    }

    private void line(String line, int number) throws FormatException {
        LineScanner scanner = new LineScanner(line, number);
        int indentation = scanner.indentation();
        if (scanner.blank() || indentation > skipDeeperThan) {
            return;
        }
        skipDeeperThan = Integer.MAX_VALUE;
        while (indentation <= levels.element().indentation()) {
            levels.pop();
        }
        Level level = levels.element();
        List<String> path = new ArrayList<>(level.path());
        path.add(scanner.name());
        Object child = scanner.group() ? new TreeMap<String, Object>() : scanner.value();
        if (child instanceof TreeMap && !scanner.blank()) {
            throw new FormatException(number, "nothing may follow \":\"");
        }
        Integer earlier = lines.putIfAbsent(path, number);
        if (earlier != null) {
            throw new FormatException(
                    number, "\"" + String.join(" ", path) + "\" is there twice, first on line " + earlier);
        }
        level.children().put(path.get(path.size() - 1), child);
        if (child instanceof TreeMap) {
            open(indentation, path, child, number);
        }
    }

    @SuppressWarnings("unchecked")
    private void open(int indentation, List<String> path, Object children, int number) throws FormatException {
        if (path.size() > MAX_DEPTH) {
            throw new FormatException(number, "groups are nested more than " + MAX_DEPTH + " deep");
        }
        levels.push(new Level(indentation, path, (SortedMap<String, Object>) children));
    }

    @SuppressWarnings("unchecked")
    private static ConfigNode.Group group(Map<String, Object> children) {
        SortedMap<String, ConfigNode> nodes = new TreeMap<>();
        children.forEach((name, child) ->
                nodes.put(name, child instanceof ConfigNode node ? node : group((Map<String, Object>) child)));
        return new ConfigNode.Group(nodes);
    }
}
