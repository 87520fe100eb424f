/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

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
            SameMeaning.assertSame(
                    document, original, codec.encode(codec.decode(original)).body(), defaults());
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
    void noMissingAttributeDoesHarm() {
        String document = codec.encode(sample()).text();
        Matcher attribute = Pattern.compile(" [\\w:-]+=\"[^\"]*\"").matcher(document);
        while (attribute.find()) {
            decodeOrRefuse(utf8(document.substring(0, attribute.start()) + document.substring(attribute.end())));
        }
    }

    @Test
    void noMissingElementDoesHarm() {
        String document = codec.encode(sample()).text();
        Matcher element = Pattern.compile("<([\\w:-]+)(?=[ />])").matcher(document);
        while (element.find()) {
            int end = endOf(element.group(1), document, element.start());
            if (end > 0) {
                decodeOrRefuse(utf8(document.substring(0, element.start()) + document.substring(end)));
            }
        }
    }

    @Test
    void noEmptyElementDoesHarm() {
        String document = codec.encode(sample()).text();
        Matcher element = Pattern.compile("<([\\w:-]+)(?=[ >])[^>]*[^/>]?>").matcher(document);
        while (element.find()) {
            int end = endOf(element.group(1), document, element.start());
            if (end > element.end() && document.charAt(element.end() - 2) != '/') {
                String empty = document.substring(element.start(), element.end() - 1) + "/>";
                decodeOrRefuse(utf8(document.substring(0, element.start()) + empty + document.substring(end)));
            }
        }
    }

    /** Behind the end of the element that starts somewhere; elements inside of the same name are counted. */
    private static int endOf(String name, String document, int start) {
        Matcher tag = Pattern.compile("<(/?)" + Pattern.quote(name) + "(?=[ />])[^>]*?(/?)>")
                .matcher(document);
        int open = 0;
        for (int at = start; tag.find(at); at = tag.end()) {
            open += tag.group(1).isEmpty() ? 1 : -1;
            open -= tag.group(2).isEmpty() ? 0 : 1;
            if (open == 0) {
                return tag.end();
            }
        }
        return -1;
    }

    @Test
    void refusesHugeAttributes() {
        String document = codec.encode(sample()).text();
        int name = document.indexOf('<', document.indexOf("?>")) + 1;
        int end = name
                + Pattern.compile("[ />]").split(document.substring(name), 2)[0].length();
        String huge = " huge=\"" + "a".repeat(9 << 20) + '"';
        assertThat(decodeOrRefuse(utf8(document.substring(0, end) + huge + document.substring(end))))
                .isFalse();
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
