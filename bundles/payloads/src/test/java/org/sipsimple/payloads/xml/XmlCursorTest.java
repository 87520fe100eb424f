/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class XmlCursorTest {
    private static final Namespace NS = new Namespace("urn:x", "");

    private enum Word {
        ON,
        ON_HOLD
    }

    @Test
    void skipsWhatAReaderLeaves() throws PayloadFormatException {
        XmlCursor in = open("<r xmlns='urn:x'><a><deep><deeper/></deep></a> <b/>text<c>t</c></r>");
        List<String> seen = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            seen.add(in.name(NS));
        }
        in.end();
        assertThat(seen).containsExactly("a", "b", "c");
        assertThat(in.nextChild(level)).isFalse();
    }

    @Test
    void saysWhatIsWrongEvenWhenTheDocumentSpeaksAsTheParserDoes() {
        for (String encoding : new String[] {"Message: ", "x\n at [", "Message: \n at ["}) {
            assertThatThrownBy(() -> open("<?xml version='1.0' encoding='" + encoding + "'?><r/>"))
                    .isInstanceOfSatisfying(PayloadFormatException.class, e -> assertThat(e.what())
                            .isNotBlank());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C0 97",
                "C1 BF",
                "E0 9F BF",
                "ED A0 80",
                "EF BF BE",
                "EF BF BF",
                "F0 8F BF BF",
                "F4 90 80 80",
                "F5 80 80 80",
                "80",
                "FF",
                "C3",
                "C3 28",
                "E2 82",
                "F0 9F 98"
            })
    void refusesWhatIsNoUtf8WhereverItStands(String bytes) {
        byte[] fault = HexFormat.ofDelimiter(" ").parseHex(bytes);
        for (String document : new String[] {"<r a='*'/>", "<r>\n*</r>", "<r><!--*--></r>", "<r><*/></r>", "<r/>*"}) {
            String[] parts = document.split("\\*", 2);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(parts[0].getBytes(StandardCharsets.UTF_8));
            body.writeBytes(fault);
            body.writeBytes(parts[1].getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() ->
                            XmlCursor.open("text/xml", body.toByteArray(), XmlLimits.DEFAULT, ExtensionReaders.NONE))
                    .as(document)
                    .isInstanceOfSatisfying(PayloadFormatException.class, e -> {
                        assertThat(e.where()).matches("[12]:[1-9][0-9]*");
                        assertThat(e.what()).isEqualTo("not UTF-8");
                    });
        }
    }

    @Test
    void takesTheFirstAndTheLastOfEachLengthOfUtf8() throws PayloadFormatException {
        String text = "\u0080\u07ff\u0800\ud7ff\ue000\ufffd\ud800\udc00\udbff\udffd";
        assertThat(open("<r>" + text + "</r>").text()).isEqualTo(text);
    }

    @Test
    void joinsTextCdataAndReferences() throws PayloadFormatException {
        XmlCursor in = open("<r xmlns='urn:x'>a&lt;<!-- c --><![CDATA[<&]]>&#x20ac;<?pi?>z</r>");
        assertThat(in.text()).isEqualTo("a<<&€z");
    }

    @Test
    void readsAttributesByType() throws PayloadFormatException {
        XmlCursor in = open("<r xmlns='urn:x' xmlns:o='urn:o' n='12' f='1' w='on-hold' t='2026-11-20T10:00:00+01:00'"
                + " o:n='other' xml:lang='de' u='sip%3Aa%40b'/>");
        assertThat(in.number("n")).isEqualTo(12);
        assertThat(in.flag("f")).isTrue();
        assertThat(in.word("w", Word.class, Word.ON)).isEqualTo(Word.ON_HOLD);
        assertThat(in.word("absent", Word.class, Word.ON)).isEqualTo(Word.ON);
        assertThat(in.dateTime("t")).isEqualTo("2026-11-20T10:00:00+01:00");
        assertThat(in.language()).isEqualTo("de");
        assertThat(in.uri("u")).isEqualTo("sip:a@b");
        assertThat(in.attribute("absent")).isNull();
        assertThat(in.otherAttributes("n", "f", "w", "t", "u"))
                .extracting(XmlAttribute::value)
                .containsExactly("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n='-1'", "n='x'", "n=''", "n='99999999999999999999'"})
    void refusesWhatIsNoNumber(String attribute) throws PayloadFormatException {
        XmlCursor in = open("<r xmlns='urn:x' " + attribute + "/>");
        assertThatThrownBy(() -> in.number("n"))
                .isInstanceOf(PayloadFormatException.class)
                .hasMessageContaining("n is not a whole number");
    }

    @ParameterizedTest
    @CsvSource({
        "sip:alice@example.com, sip:alice@example.com",
        "sip%3Aalice%40example.com, sip:alice@example.com",
        "tel%3A%2B31206, tel:+31206",
        "%2B31206, +31206",
        "http%3A//h/~~/x%255b1%255d, http://h/~~/x%5b1%5d",
        "sip:a%40b@example.com, sip:a%40b@example.com",
        "resource-lists/users/sip%3Aa%40b/index, resource-lists/users/sip%3Aa%40b/index",
        "sip%3Aa%4, sip:a%4"
    })
    void decodesUrisThatOldPeersEncodeAsAWhole(String written, String meant) throws PayloadFormatException {
        assertThat(open("<r xmlns='urn:x' u='" + written + "'/>").uri("u")).isEqualTo(meant);
        assertThat(open("<r xmlns='urn:x'> " + written + "\n</r>").uriText()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20",
                "2026-13-20T10:00:00Z",
                "2026-11-20T10:00",
                "2026-11-20T10:00:00.Z",
                "2026-11-20T10:00:00+1:00",
                "2026-11-20T10:00:00+99:00",
                "yyyy-11-20T10:00:00Z",
                "",
                "2026-11-20T10:00:00ZZ"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(XmlDateTime.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T10:00:00Z", "2026-11-20T10:00:00.250+01:00", "2026-02-28T23:59:59-11:30"})
    void writesTimesAsRead(String text) {
        assertThat(XmlDateTime.format(XmlDateTime.parse(text))).isEqualTo(text);
    }

    @Test
    void keepsUnknownElementsAsTheyAre() throws PayloadFormatException {
        String document =
                "<r xmlns=\"urn:x\" xmlns:o=\"urn:o\"><o:e a=\"1\" o:b=\"2\">mixed <i xmlns=\"\">in</i> it<o:f/></o:e></r>";
        XmlCursor in = open(document);
        in.nextChild(in.level());
        Extension kept = in.extension();
        assertThat(((XmlElement) kept).text()).isEqualTo("mixed in it");
        XmlWriter out = new XmlWriter();
        out.start(NS, "r");
        kept.write(out);
        out.end();
        assertThat(text(out)).isEqualTo(document);
    }

    @Test
    void asksTheReaderOfTheNamespace() throws PayloadFormatException {
        record Known(String text) implements Extension {
            @Override
            public void write(XmlWriter out) {
                out.element(new Namespace("urn:o", "o"), "e", text);
            }
        }
        ExtensionReader reader = new ExtensionReader() {
            @Override
            public String namespace() {
                return "urn:o";
            }

            @Override
            public Extension read(XmlCursor in) throws PayloadFormatException {
                return new Known(in.text());
            }
        };
        byte[] body = "<r xmlns='urn:x'><e xmlns='urn:o'>t</e><e xmlns='urn:p'/></r>".getBytes(StandardCharsets.UTF_8);
        XmlCursor in = XmlCursor.open("t/x", body, XmlLimits.DEFAULT, ExtensionReaders.of(List.of(reader)));
        Extensions.Collector extra = Extensions.collect(in);
        int level = in.level();
        while (in.nextChild(level)) {
            extra.add(in);
        }
        Extensions extensions = extra.build();
        assertThat(extensions.first(Known.class)).hasValue(new Known("t"));
        assertThat(extensions.all(XmlElement.class)).hasSize(1);
        assertThat(extensions.without(Known.class).elements()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<r>",
                "<r></s>",
                "<r a='1' a='2'/>",
                "<r><?xml version='1.0'?></r>",
                "<a:r/>",
                "<r><xmlns:a/></r>",
                "<xmlns:a/>",
                "<r xmlns:xmlns='urn:x'/>",
                "<r>&undeclared;</r>",
                "<!DOCTYPE r><r/>",
                "<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>",
                "<r/><r/>",
                "<r>\u0001</r>",
                "<r a='<'/>",
                "<?xml version='1.0' encoding='no-such'?><r/>",
                "<r><![CDATA[</r>",
                "<r><!-- -- --></r>",
                "<r>]]></r>"
            })
    void refusesWhatIsNotWellFormed(String document) {
        assertThatThrownBy(() -> {
                    XmlCursor in = open(document);
                    in.element();
                    in.end();
                })
                .isInstanceOf(PayloadFormatException.class)
                .hasMessageMatching("(?s)t/x at [0-9]+:[0-9]+: .+");
    }

    @Test
    void limitsDepthAttributesAndSize() {
        XmlLimits limits = new XmlLimits(200, 3, 2);
        for (String document :
                List.of("<a><b><c><d/></c></b></a>", "<a x='1' y='2' z='3'/>", "<a>" + "x".repeat(200) + "</a>")) {
            assertThatThrownBy(() -> XmlCursor.open(
                                    "t/x", document.getBytes(StandardCharsets.UTF_8), limits, ExtensionReaders.NONE)
                            .element())
                    .isInstanceOf(PayloadFormatException.class);
        }
    }

    @Test
    void saysLineAndColumn() throws PayloadFormatException {
        XmlCursor in = open("<r xmlns='urn:x'>\n  <a>\n    <b/></a></r>");
        in.nextChild(1);
        assertThatThrownBy(in::text).isInstanceOfSatisfying(PayloadFormatException.class, e -> {
            assertThat(e.where()).isEqualTo("3:5");
            assertThat(e.what()).isEqualTo("<a> must hold text only, but has <b>");
        });
    }

    private static XmlCursor open(String document) throws PayloadFormatException {
        return XmlCursor.open(
                "t/x", document.getBytes(StandardCharsets.UTF_8), XmlLimits.DEFAULT, ExtensionReaders.NONE);
    }

    private static String text(XmlWriter out) {
        String text = new String(out.toBytes(), StandardCharsets.UTF_8);
        return text.substring(text.indexOf("?>") + 3);
    }
}
