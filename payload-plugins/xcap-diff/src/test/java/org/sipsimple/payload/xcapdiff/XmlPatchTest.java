/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcapdiff;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.XmlText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Patches after the traits of the examples in RFC 5261 appendix A. */
class XmlPatchTest {
    private static final String DOCUMENT =
            "<doc xmlns=\"urn:d\" xmlns:p=\"urn:p\"><foo id=\"ert4773\">This is a sample document</foo> <p:bar a=\"1\"/><!--c--></doc>";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<add sel='doc'><d:foo id='ert4774'/></add>|<foo id=\"ert4773\">This is a sample document</foo> <p:bar a=\"1\"/><!--c--><d:foo id=\"ert4774\" xmlns:d=\"urn:d\"/>",
                "<add sel=\"doc/foo[@id='ert4773']\" type='@user'>Bob</add>|<foo id=\"ert4773\" user=\"Bob\">This is a sample document</foo> <p:bar a=\"1\"/><!--c-->",
                "<add sel='doc/foo' pos='before'>x</add>|x<foo id=\"ert4773\">This is a sample document</foo> <p:bar a=\"1\"/><!--c-->",
                "<add sel='*/p:bar' pos='after'>x</add>|<foo id=\"ert4773\">This is a sample document</foo> <p:bar a=\"1\"/>x<!--c-->",
                "<add sel='doc/foo' pos='prepend'>x</add>|<foo id=\"ert4773\">xThis is a sample document</foo> <p:bar a=\"1\"/><!--c-->",
                "<replace sel='doc/foo/@id'>new</replace>|<foo id=\"new\">This is a sample document</foo> <p:bar a=\"1\"/><!--c-->",
                "<replace sel='doc/foo/text()'>new</replace>|<foo id=\"ert4773\">new</foo> <p:bar a=\"1\"/><!--c-->",
                "<replace sel=\"*/*[.='This is a sample document']\"><d:foo>new</d:foo></replace>|<d:foo xmlns:d=\"urn:d\">new</d:foo> <p:bar a=\"1\"/><!--c-->",
                "<remove sel='*/p:bar[@a=\"1\"]' ws='before'/>|<foo id=\"ert4773\">This is a sample document</foo><!--c-->",
                "<remove sel='/doc/*[2]/@a'/>|<foo id=\"ert4773\">This is a sample document</foo> <p:bar/><!--c-->",
                "<remove sel='/doc/comment()'/>|<foo id=\"ert4773\">This is a sample document</foo> <p:bar a=\"1\"/>"
            })
    void appliesAnOperation(String operation, String content) throws PatchException, PayloadFormatException {
        assertThat(patched(operation)).endsWith("<doc xmlns=\"urn:d\" xmlns:p=\"urn:p\">" + content + "</doc>");
    }

    @Test
    void appliesOperationsInOrder() throws PatchException, PayloadFormatException {
        assertThat(
                        patched(
                                "<remove sel='doc/foo'/><add sel='doc' pos='prepend'><d:foo/></add><replace sel='doc/foo'><d:baz/></replace>"))
                .contains("<d:baz xmlns:d=\"urn:d\"/> <p:bar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<remove sel='doc/none'/>",
                "<remove sel='doc/*'/>",
                "<remove sel='doc'/>",
                "<remove sel='doc/foo' ws='before'/>",
                "<remove sel='//foo'/>",
                "<remove sel='doc/foo[position()=1]'/>",
                "<remove sel='id(\"x\")/foo'/>",
                "<remove sel='doc/foo[1'/>",
                "<add sel='doc/foo' type='@id'>x</add>",
                "<add sel='doc/foo' type='comment()'>x</add>",
                "<add sel='doc/foo/@id'>x</add>",
                "<add sel='doc' pos='before'>x</add>",
                "<replace sel='doc/foo'>text</replace>",
                "<replace sel='doc/foo/text()'><d:foo/></replace>"
            })
    void refusesWhatDoesNotFit(String operation) {
        assertThatThrownBy(() -> patched(operation)).isInstanceOf(PatchException.class);
    }

    @Test
    void refusesPrefixesNobodyDeclared() {
        for (PatchOperation operation :
                List.of(new Remove("q:doc", null), new Add("doc", null, "@q:id", List.of(new XmlText("x"))))) {
            assertThatThrownBy(() -> XmlPatch.apply(
                            DOCUMENT.getBytes(StandardCharsets.UTF_8), List.of(operation), Map.of("", "urn:d")))
                    .isInstanceOf(PatchException.class)
                    .hasMessageContaining("q:");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<doc>", "<!DOCTYPE doc [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><doc>&a;</doc>"})
    void refusesDocumentsItCannotTrust(String document) {
        assertThatThrownBy(() -> XmlPatch.apply(document.getBytes(StandardCharsets.UTF_8), List.of(), Map.of()))
                .isInstanceOf(PatchException.class)
                .hasMessageStartingWith("document: not well-formed");
    }

    private static String patched(String operations) throws PatchException, PayloadFormatException {
        String diff =
                "<x:xcap-diff xmlns:x='urn:ietf:params:xml:ns:xcap-diff' xmlns='urn:d' xmlns:d='urn:d' xmlns:p='urn:p' xcap-root='http://x/'><x:document sel='a'>"
                        + operations.replaceAll("<(/?)(add|replace|remove)", "<$1x:$2") + "</x:document></x:xcap-diff>";
        XcapDiff read = new XcapDiffCodec().decode(diff.getBytes(StandardCharsets.UTF_8));
        byte[] patched = XmlPatch.apply(
                DOCUMENT.getBytes(StandardCharsets.UTF_8),
                read.documents().get(0).patch(),
                read.namespaces());
        return new String(patched, StandardCharsets.UTF_8);
    }
}
