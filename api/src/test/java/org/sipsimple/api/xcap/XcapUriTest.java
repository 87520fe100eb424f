/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import javax.xml.namespace.QName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.configuration.XcapRoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class XcapUriTest {
    private static final DocumentSelector DOCUMENT =
            DocumentSelector.user("resource-lists", "sip:alice@example.com", "index");

    private static String decoded(NodeSelector node) {
        return URLDecoder.decode(node.path().replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Test
    void documentsOfUsersAndOfAllHaveTheirPlacesBelowTheRoot() {
        XcapUri mine = XcapUri.of(DOCUMENT);
        String expected = "https://xcap.example.com/root/resource-lists/users/sip:alice@example.com/index";
        assertThat(mine.on(XcapRoot.parse("https://xcap.example.com/root"))).hasToString(expected);
        assertThat(mine.on(XcapRoot.parse("https://xcap.example.com/root/"))).hasToString(expected);
        assertThat(DocumentSelector.global("xcap-caps", "index").path()).isEqualTo("xcap-caps/global/index");
        assertThat(DocumentSelector.user("a", "b", "oma_status-icon/index").path())
                .isEqualTo("a/users/b/oma_status-icon/index");
    }

    @ParameterizedTest
    @CsvSource({
        "sip:j\u00fcrgen@example.com, sip:j%C3%BCrgen@example.com",
        "sip:+3120@example.com, sip:+3120@example.com",
        "a/b, a%2Fb",
        "a?b#c, a%3Fb%23c",
        "100%, 100%25",
        "\u6f22\ud83d\udcde, %E6%BC%A2%F0%9F%93%9E"
    })
    void usersAreEncodedSoThatNothingOfThemIsTakenForPartsOfTheUri(String user, String encoded) {
        assertThat(DocumentSelector.user("a", user, "index").path()).isEqualTo("a/users/" + encoded + "/index");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "~~", "a//b", "../index", "/index", "x/~~/y"})
    void namesThatWouldLeadElsewhereAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> DocumentSelector.user("a", "u", name));
        assertThatIllegalArgumentException().isThrownBy(() -> DocumentSelector.user("a", "u", name + "\ud83d"));
    }

    @Test
    void stepsFindByNamePositionAndValue() {
        NodeSelector node = NodeSelector.element("resource-lists")
                .child("list")
                .where("name", "friends")
                .at(2)
                .anyChild()
                .at(1);
        assertThat(node).hasToString("resource-lists/list[2][@name=\"friends\"]/*[1]");
        assertThat(node.kind()).isEqualTo(NodeSelector.Kind.ELEMENT);
        assertThat(node.path()).isEqualTo("resource-lists/list%5B2%5D%5B@name=%22friends%22%5D/*%5B1%5D");
        assertThat(node.query()).isEmpty();
        assertThat(node.attribute("uri")).hasToString(node + "/@uri");
        assertThat(node.namespaces()).hasToString(node + "/namespace::*");
        assertThat(XcapUri.of(DOCUMENT, node).path()).isEqualTo(DOCUMENT.path() + "/~~/" + node.path());
    }

    @Test
    void valuesAreQuotedSoThatTheyEndWhereTheyShould() {
        NodeSelector entry = NodeSelector.element("a");
        assertThat(entry.where("b", "it's")).hasToString("a[@b=\"it's\"]");
        assertThat(entry.where("b", "a \"b\"")).hasToString("a[@b='a \"b\"']");
        assertThat(entry.where("b", "'a' \"b\"")).hasToString("a[@b=\"'a' &quot;b&quot;\"]");
        assertThat(entry.where("b", "R&D <x>")).hasToString("a[@b=\"R&amp;D &lt;x>\"]");
        NodeSelector slash = entry.where("b", "\"]/../x?y=\u6f22");
        assertThat(slash.path()).doesNotContain("/").doesNotContain("?");
        assertThat(decoded(slash)).isEqualTo(slash.toString());
    }

    @Test
    void namespacesGoIntoTheQueryEachWithAPrefixOfItsOwn() {
        NodeSelector node = NodeSelector.element(new QName("urn:one", "a", "p"))
                .child(new QName("urn:two(x)", "b", "p"))
                .child(new QName("urn:one", "c"))
                .where(new QName("urn:three", "d"), "v");
        assertThat(node).hasToString("p:a/n1:b/p:c[@n2:d=\"v\"]");
        assertThat(node.query()).isEqualTo("xmlns(p=urn:one)xmlns(n1=urn:two%5E(x%5E))xmlns(n2=urn:three)");
        assertThat(XcapUri.of(DOCUMENT, node).path()).endsWith("?" + node.query());
        assertThat(XcapUri.of(DOCUMENT, node).on(XcapRoot.parse("http://h/r")).getRawQuery())
                .isEqualTo(node.query());
    }

    @Test
    void whatIsNoNameOrNoValueInXmlIsRefused() {
        NodeSelector root = NodeSelector.element("\u00fcml\u00e4ut");
        for (String wrong : new String[] {"", "a b", "a/b", "1a", "a:b", "a]", "*", "@a", "a\u00d7"}) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> root.child(wrong));
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> root.attribute(wrong));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> root.where("a", "\u0000"));
        assertThatIllegalArgumentException().isThrownBy(() -> root.where("a", "\ud83d"));
        assertThatIllegalArgumentException().isThrownBy(() -> root.at(0));
        assertThatIllegalArgumentException().isThrownBy(() -> root.at(1).at(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> root.where("a", "b").where("c", "d"));
    }

    @Test
    void nothingFollowsBehindAnAttribute() {
        NodeSelector attribute = NodeSelector.element("a").attribute("b");
        assertThat(attribute.kind()).isEqualTo(NodeSelector.Kind.ATTRIBUTE);
        assertThatIllegalStateException().isThrownBy(() -> attribute.child("c"));
        assertThatIllegalStateException().isThrownBy(attribute::namespaces);
        assertThatIllegalStateException().isThrownBy(() -> attribute.where("c", "d"));
    }

    @Test
    void selectorsOfTheSameStepsAreEqual() {
        assertThat(NodeSelector.element("a").child("b").at(1))
                .isEqualTo(NodeSelector.element("a").child("b").at(1))
                .hasSameHashCodeAs(NodeSelector.element("a").child("b").at(1))
                .isNotEqualTo(NodeSelector.element("a").child("b").at(2))
                .isNotEqualTo(NodeSelector.element("a").child("b").at(1).namespaces());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "<\"a\" & 'b'>", "tab\tand\nline", "\u6f22 \ud83d\udcde", "&amp;"})
    void valuesOfAttributesSurviveTheirEscapes(String value) {
        assertThat(AttributeText.read(AttributeText.write(value))).isEqualTo(value);
    }

    @Test
    void whatIsNoReferenceStaysAsItIs() {
        assertThat(AttributeText.read("sip:a@b?x=1&y=2 &nonsense; &#x110000; &#xD800; &#x6f22;"))
                .isEqualTo("sip:a@b?x=1&y=2 &nonsense; &#x110000; &#xD800; \u6f22");
    }

    @Test
    void versionsThatWouldBreakAHeaderAreRefused() {
        for (String wrong : new String[] {"", "a\r\nX: y", "\u00e4", "\t"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Precondition.unchanged(wrong));
        }
        assertThat(Precondition.unchanged("\"a b\"").value()).isEqualTo("\"a b\"");
        assertThat(Precondition.unchangedOrAbsent(null)).isEqualTo(Precondition.ABSENT);
    }
}
