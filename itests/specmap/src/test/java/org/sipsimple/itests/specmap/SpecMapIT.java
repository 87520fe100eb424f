/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.specmap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sipsimple.itests.specmap.CompiledType.Reference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every line of {@code docs/spec-map.tsv} names a symbol that is there and a test whose code, with the helpers it calls,
 * refers to that symbol; and the lines are sorted.
 */
class SpecMapIT {
    private static final Path ROOT = Path.of(System.getProperty("specmap.root", "../.."))
            .toAbsolutePath()
            .normalize();

    private final Map<String, CompiledType> types;
    private final Map<String, Set<Reference>> reached = new HashMap<>();

    SpecMapIT() throws IOException {
        types = ClassFiles.read(ROOT);
    }

    @Test
    void everyLineIsTrue() throws IOException {
        List<String> mistakes = new ArrayList<>();
        List<SpecMapRow> rows = SpecMapRow.read(ROOT.resolve("docs/spec-map.tsv"), mistakes);
        assertThat(rows).isNotEmpty();
        for (SpecMapRow row : rows) {
            mistake(row).ifPresent(what -> mistakes.add("line " + row.line() + ", " + row.name() + ": " + what));
        }
        assertThat(mistakes)
                .as(mistakes.size() + " mistakes in docs/spec-map.tsv")
                .isEmpty();
    }

    private Optional<String> mistake(SpecMapRow row) {
        if (!types.containsKey(row.type()) && !isOfJava(row.type())) {
            return Optional.of("there is no type " + row.type());
        }
        if (!row.member().isEmpty() && !hasMember(row.type(), row.member())) {
            return Optional.of(row.type() + " has no " + row.member());
        }
        if (!types.containsKey(row.testType())) {
            return Optional.of("there is no test " + row.testType());
        }
        if (!types.get(row.testType()).test
                || row.testMethod().isEmpty()
                || !hasMember(row.testType(), row.testMethod())) {
            return Optional.of("there is no test " + row.testType() + "#" + row.testMethod());
        }
        Set<Reference> seen = reached.computeIfAbsent(row.testType() + "#" + row.testMethod(), key -> reach(row));
        boolean refers = seen.stream().anyMatch(reference -> answers(reference, row));
        return refers
                ? Optional.empty()
                : Optional.of(row.testType() + "#" + row.testMethod() + " does not use " + row.type()
                        + (row.member().isEmpty() ? "" : "#" + row.member()));
    }

    /** Some names of the documentation are answered by what Java has. */
    private static boolean isOfJava(String type) {
        if (!type.startsWith("java.")) {
            return false;
        }
        try {
            Class.forName(type);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private boolean hasMember(String type, String member) {
        return lineage(type).stream().anyMatch(each -> types.get(each).members.contains(member));
    }

    /** The type and everything it inherits from, as far as it is ours. */
    private Set<String> lineage(String type) {
        Set<String> found = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(type));
        while (!next.isEmpty()) {
            CompiledType each = types.get(next.pop());
            if (each != null && found.add(each.name)) {
                next.addAll(each.parents);
            }
        }
        return found;
    }

    private boolean answers(Reference reference, SpecMapRow row) {
        boolean related = lineage(reference.type()).contains(row.type())
                || lineage(row.type()).contains(reference.type());
        return row.member().isEmpty()
                ? reference.type().equals(row.type())
                : related && reference.member().equals(row.member());
    }

    /** Everything the test's code refers to, with the code of other test classes that it calls. */
    private Set<Reference> reach(SpecMapRow row) {
        Set<Reference> seen = new HashSet<>();
        Deque<Reference> next = new ArrayDeque<>();
        next.add(new Reference(row.testType(), row.testMethod()));
        for (String type : lineage(row.testType())) {
            types.get(type).lifecycle.forEach(method -> next.add(new Reference(type, method)));
        }
        next.add(new Reference(row.testType(), "<init>"));
        next.add(new Reference(row.testType(), "<clinit>"));
        while (!next.isEmpty()) {
            Reference at = next.pop();
            for (String type : lineage(at.type())) {
                CompiledType compiled = types.get(type);
                if (compiled.test) {
                    for (Reference reference : compiled.references.getOrDefault(at.member(), Set.of())) {
                        if (seen.add(reference)) {
                            next.add(reference);
                            next.add(new Reference(reference.type(), "<clinit>"));
                        }
                    }
                }
            }
        }
        return seen;
    }
}
