/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payload;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

import org.w3c.dom.Node;
import org.xmlunit.builder.DiffBuilder;
import org.xmlunit.builder.Input;
import org.xmlunit.diff.Comparison;
import org.xmlunit.diff.ComparisonResult;
import org.xmlunit.diff.DefaultNodeMatcher;
import org.xmlunit.diff.Diff;
import org.xmlunit.diff.DifferenceEvaluators;
import org.xmlunit.diff.ElementSelectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares documents but for prefixes, order of attributes, white space between elements, empty parts of rules and the notation of times and truth values. */
public final class SameMeaning {
    private SameMeaning() {}

    /**
     * Fails when two documents differ in what they say.
     *
     * @param name of the document, for the message
     * @param defaults attributes, as {@code name=value}, that mean the same as leaving them out
     */
    public static void assertSame(String name, byte[] expected, byte[] actual, Set<String> defaults) {
        Diff difference = DiffBuilder.compare(Input.fromByteArray(expected))
                .withTest(Input.fromByteArray(actual))
                .ignoreWhitespace()
                .ignoreComments()
                .withAttributeFilter(attribute -> !defaults.contains(attribute.getName() + '=' + attribute.getValue()))
                .withNodeFilter(node -> !isEmptyPartOfRule(node))
                .withNodeMatcher(new DefaultNodeMatcher(ElementSelectors.byNameAndText, ElementSelectors.byName))
                .withDifferenceEvaluator(
                        DifferenceEvaluators.chain(DifferenceEvaluators.Default, SameMeaning::allowNotation))
                .checkForSimilar()
                .build();
        assertThat(difference.hasDifferences())
                .as(() -> name + ": " + difference + "\n" + new String(actual, StandardCharsets.UTF_8))
                .isFalse();
    }

    /** In rules an empty part and none are the same (RFC 4745 section 7). */
    private static boolean isEmptyPartOfRule(Node node) {
        return "urn:ietf:params:xml:ns:common-policy".equals(node.getNamespaceURI())
                && Set.of("conditions", "actions", "transformations").contains(node.getLocalName())
                && !node.hasAttributes()
                && node.getChildNodes().getLength() == 0;
    }

    private static ComparisonResult allowNotation(Comparison comparison, ComparisonResult outcome) {
        Object expected = comparison.getControlDetails().getValue();
        Object actual = comparison.getTestDetails().getValue();
        boolean sameTime = time(expected).isPresent() && time(expected).equals(time(actual));
        boolean sameTruth = truth(expected).isPresent() && truth(expected).equals(truth(actual));
        return sameTime || sameTruth ? ComparisonResult.SIMILAR : outcome;
    }

    private static Optional<Boolean> truth(Object value) {
        return switch (String.valueOf(value)) {
            case "1", "true" -> Optional.of(true);
            case "0", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<OffsetDateTime> time(Object value) {
        try {
            return Optional.of(OffsetDateTime.parse(String.valueOf(value).strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
