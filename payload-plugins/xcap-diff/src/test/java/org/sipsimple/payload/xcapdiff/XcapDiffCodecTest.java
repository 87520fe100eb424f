/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlElement;
import org.sipsimple.payloads.xml.XmlText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class XcapDiffCodecTest extends XmlCodecContract<XcapDiff> {

    XcapDiffCodecTest() {
        super(new XcapDiffCodec());
    }

    @Override
    protected XcapDiff sample() {
        XmlElement entry = XmlElement.of(new QName("urn:ietf:params:xml:ns:resource-lists", "entry", "rl"), "");
        Document document = Document.of("resource-lists/users/sip:joe@example.com/index", "7ahggs", "fgherhryt3")
                .withPatch(List.of(
                        Add.of("*", entry),
                        new Add("*/*[1]", Add.Position.PREPEND, null, List.of(entry)),
                        new Add("*", null, "@a", List.of(new XmlText("v"))),
                        Replace.of("*/*[2]/@b", new XmlText("w")),
                        new Remove("*/rl:list[3]", Remove.WhiteSpace.BEFORE)));
        Element element = new Element(
                "rls-services/users/sip:joe@example.com/index/~~/*/service%5b1%5d",
                true, List.of(entry), Extensions.NONE);
        Attribute attribute =
                new Attribute("tests/users/sip:joe@example.com/index/~~/doc/@id", false, "", Extensions.NONE);
        return XcapDiff.of(
                        "http://xcap.example.com/",
                        List.of(
                                document,
                                element,
                                attribute,
                                Document.of("a/users/b/c", "1", "2").withBodyNotChanged(true)))
                .withNamespaces(Map.of("rl", "urn:ietf:params:xml:ns:resource-lists"));
    }

    @Override
    protected List<String> documents() {
        return List.of("diff.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        XcapDiff diff = sample();
        assertSurvives(diff, XcapDiff.of("http://xcap.example.com/", List.of()));
        Document document = diff.documents().get(0);
        assertThat(document.newEtag()).isEqualTo("fgherhryt3");
        Add add = (Add) document.patch().get(1);
        assertThat(add.position()).isEqualTo(Add.Position.PREPEND);
        Replace replace = (Replace) document.patch().get(3);
        assertThat(replace.content()).containsExactly(new XmlText("w"));
        Remove remove = (Remove) document.patch().get(4);
        assertThat(remove.whiteSpace()).isEqualTo(Remove.WhiteSpace.BEFORE);
        Element element = (Element) diff.changes().get(1);
        assertThat(element.exists()).isTrue();
        Attribute attribute = (Attribute) diff.changes().get(2);
        assertThat(attribute.exists()).isFalse();
    }

    @Test
    void keepsOnlyPrefixesThatSelectorsUse() throws PayloadFormatException {
        XcapDiff diff = codec.decode(
                document(
                        "<document sel='a'><add sel=\"a/p:b[@c='q:d']\"><q:e xmlns:q='urn:q'/></add></document><r:f xmlns:r='urn:r'/>"));
        assertThat(diff.namespaces()).containsExactly(Map.entry("p", "urn:p"));
        assertSurvives(diff);
    }

    @Test
    void findsPrefixesDeclaredInside() throws PayloadFormatException {
        XcapDiff diff = codec.decode(
                document(
                        "<document sel='a'><remove xmlns:q='urn:q' sel='q:b/@p:c'/></document><element sel='sip:x/~~/q:y' xmlns:q='urn:q'/>"));
        assertThat(diff.namespaces()).containsExactly(Map.entry("p", "urn:p"), Map.entry("q", "urn:q"));
        assertSurvives(diff);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<document sel='a'><remove sel='q:b'/></document>",
                "<document sel='a'><remove xmlns:q='urn:q' sel='q:b'/><remove xmlns:q='urn:r' sel='q:b'/></document>",
                "<document/>",
                "<element/>",
                "<attribute/>",
                "<document sel='a'><add/></document>",
                "<document sel='a'><add sel='*' pos='odd'/></document>",
                "<document sel='a'><body-not-changed/><remove sel='*'/></document>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        assertThatThrownBy(() -> codec.decode(document(content))).isInstanceOf(PayloadFormatException.class);
    }

    private static byte[] document(String content) {
        return ("<xcap-diff xmlns='urn:ietf:params:xml:ns:xcap-diff' xmlns:p='urn:p' xcap-root='http://x/'>" + content
                        + "</xcap-diff>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
