/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import javax.xml.namespace.QName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class XmlWriterTest {
    private static final Namespace X = new Namespace("urn:x", "");
    private static final Namespace Y = new Namespace("urn:y", "y");

    private final XmlWriter out = new XmlWriter();

    @Test
    void declaresPrefixesOnTheRootInOrderOfUse() {
        out.start(X, "r")
                .start(Y, "a")
                .attribute(new Namespace("urn:z", "z"), "b", "1")
                .end()
                .empty(X, "c")
                .end();
        assertThat(text()).isEqualTo("<r xmlns=\"urn:x\" xmlns:y=\"urn:y\" xmlns:z=\"urn:z\"><y:a z:b=\"1\"/><c/></r>");
    }

    @Test
    void givesOnePrefixToOneNamespace() {
        out.start(X, "r")
                .empty(Y, "a")
                .start(new QName("urn:other", "b", "y"))
                .end()
                .start(new QName("urn:y", "c", "q"))
                .end()
                .end();
        assertThat(text())
                .isEqualTo("<r xmlns=\"urn:x\" xmlns:y=\"urn:y\" xmlns:y1=\"urn:other\"><y:a/><y1:b/><y:c/></r>");
    }

    @Test
    void changesTheDefaultNamespaceOnlyInside() {
        out.start(X, "r")
                .start(Namespace.NONE, "plain")
                .empty(X, "in")
                .end()
                .empty(X, "after")
                .end();
        assertThat(text()).isEqualTo("<r xmlns=\"urn:x\"><plain xmlns=\"\"><in xmlns=\"urn:x\"/></plain><after/></r>");
    }

    @Test
    void leavesOutWhatIsNotThere() {
        out.start(X, "r")
                .attribute("a", (String) null)
                .element(X, "b", (String) null)
                .element(X, "c", (OffsetDateTime) null)
                .end();
        assertThat(text()).isEqualTo("<r xmlns=\"urn:x\"/>");
    }

    @Test
    void escapesWhatMeansSomething() {
        out.start(X, "r")
                .attribute("a", "<\"&'>\t\n\r")
                .text("<\"&'>\t\n\r]]> é 𝄞")
                .end();
        assertThat(text())
                .isEqualTo(
                        "<r xmlns=\"urn:x\" a=\"&lt;&quot;&amp;'>&#9;&#10;&#13;\">&lt;\"&amp;'&gt;\t\n&#13;]]&gt; é 𝄞</r>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0008", "\ud834", "\udd1e", "\udd1e\ud834", "\uffff"})
    void refusesCharactersThatXmlCannotCarry(String text) {
        out.start(X, "r");
        assertThatThrownBy(() -> out.text(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("U+");
    }

    @Test
    void refusesToEndEarly() {
        out.start(X, "r");
        assertThatThrownBy(out::toBytes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("<r> is still open");
    }

    private String text() {
        String text = new String(out.toBytes(), StandardCharsets.UTF_8);
        return text.substring(text.indexOf("?>") + 3);
    }
}
