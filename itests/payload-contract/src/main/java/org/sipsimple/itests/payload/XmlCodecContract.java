/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.xmlunit.builder.DiffBuilder;
import org.xmlunit.builder.Input;
import org.xmlunit.diff.Comparison;
import org.xmlunit.diff.ComparisonResult;
import org.xmlunit.diff.DefaultNodeMatcher;
import org.xmlunit.diff.Diff;
import org.xmlunit.diff.DifferenceEvaluators;
import org.xmlunit.diff.ElementSelectors;

import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadFormatException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of codecs of XML documents.
 *
 * @param <T> the values of the codec
 */
public abstract class XmlCodecContract<T> extends PayloadCodecContract<T> {

    protected XmlCodecContract(PayloadCodec<T> codec) {
        super(codec);
    }

    /** Attributes, as {@code name=value}, that mean the same as leaving them out. */
    protected Set<String> defaults() {
        return Set.of();
    }

    @Test
    void documentsAreWrittenBackWithTheSameMeaning() throws IOException, PayloadFormatException {
        for (String document : documents()) {
            byte[] original = resource(document);
            assertSameMeaning(
                    document, original, codec.encode(codec.decode(original)).body());
        }
    }

    /** Compares but for prefixes, order of attributes, white space between elements and the notation of times. */
    protected final void assertSameMeaning(String name, byte[] expected, byte[] actual) {
        Diff difference = DiffBuilder.compare(Input.fromByteArray(expected))
                .withTest(Input.fromByteArray(actual))
                .ignoreWhitespace()
                .ignoreComments()
                .withAttributeFilter(
                        attribute -> !defaults().contains(attribute.getName() + '=' + attribute.getValue()))
                .withNodeMatcher(new DefaultNodeMatcher(ElementSelectors.byNameAndText, ElementSelectors.byName))
                .withDifferenceEvaluator(
                        DifferenceEvaluators.chain(DifferenceEvaluators.Default, XmlCodecContract::allowNotation))
                .checkForSimilar()
                .build();
        assertThat(difference.hasDifferences())
                .as(() -> name + ": " + difference + "\n" + new String(actual, StandardCharsets.UTF_8))
                .isFalse();
    }

    private static ComparisonResult allowNotation(Comparison comparison, ComparisonResult outcome) {
        Object expected = comparison.getControlDetails().getValue();
        Object actual = comparison.getTestDetails().getValue();
        boolean sameTime = time(expected).isPresent() && time(expected).equals(time(actual));
        return sameTime ? ComparisonResult.SIMILAR : outcome;
    }

    private static Optional<OffsetDateTime> time(Object value) {
        try {
            return Optional.of(OffsetDateTime.parse(String.valueOf(value).strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Test
    void refusesEveryTruncatedDocument() {
        byte[] whole = codec.encode(sample()).body();
        for (int length = 0; length < whole.length; length++) {
            assertThat(decodeOrRefuse(Arrays.copyOf(whole, length)))
                    .as("first %d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void takesByteOrderMarksAndUtf16() throws PayloadFormatException {
        T sample = sample();
        String text = codec.encode(sample).text();
        assertThat(codec.decode(('\uFEFF' + text).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(sample);
        String utf16 = text.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"");
        assertThat(codec.decode(utf16.getBytes(StandardCharsets.UTF_16))).isEqualTo(sample);
    }

    @Test
    void refusesInvalidUtf8() {
        byte[] body = codec.encode(sample()).body();
        ByteArrayOutputStream broken = new ByteArrayOutputStream();
        broken.write(body, 0, body.length - 3);
        broken.write(0xC3);
        broken.write(0x28);
        broken.write(body, body.length - 3, 3);
        assertThat(decodeOrRefuse(broken.toByteArray())).isFalse();
    }

    @Test
    void refusesOtherRootsAndNamespaces() {
        String text = codec.encode(sample()).text();
        assertThat(decodeOrRefuse(utf8("<other/>"))).isFalse();
        assertThat(decodeOrRefuse(utf8(text.replace("urn:", "urn:not:")))).isFalse();
    }

    @Test
    void refusesWhatFollowsTheRoot() {
        assertThat(decodeOrRefuse(utf8(codec.encode(sample()).text() + "<more/>")))
                .isFalse();
    }

    @Test
    void refusesDocumentTypesAndEntities() {
        String document = codec.encode(sample()).text();
        String root = document.substring(document.indexOf("?>") + 2);
        for (String dtd : new String[] {
            "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]>",
            "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\"> %p;]>"
        }) {
            assertThat(decodeOrRefuse(utf8(dtd + root))).as(dtd).isFalse();
        }
        int end = root.lastIndexOf("</");
        String withEntity = end < 0 ? "<x>&e;</x>" : root.substring(0, end) + "&e;" + root.substring(end);
        assertThat(decodeOrRefuse(utf8(withEntity))).isFalse();
    }

    @Test
    void refusesNestingWithoutEnd() {
        String document = codec.encode(sample()).text();
        int end = document.lastIndexOf("</");
        String nested = "<d>".repeat(10_000) + "</d>".repeat(10_000);
        String deep = end < 0 ? nested : document.substring(0, end) + nested + document.substring(end);
        assertThat(decodeOrRefuse(utf8(deep))).isFalse();
    }

    @Test
    void refusesHugeDocuments() {
        String document = codec.encode(sample()).text();
        assertThat(decodeOrRefuse(utf8(document + " ".repeat(9 << 20)))).isFalse();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
