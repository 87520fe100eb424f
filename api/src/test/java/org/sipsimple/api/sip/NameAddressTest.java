/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NameAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'\"A. G. Bell\" <sip:agb@bell-telephone.com> ;tag=a48s'|A. G. Bell|sip:agb@bell-telephone.com|a48s",
                "'sip:+12125551212@server.phone2net.com;tag=887s'||sip:+12125551212@server.phone2net.com|887s",
                "'Anonymous <sip:c8oqz84zk7z@privacy.org>;tag=hyh8'|Anonymous|sip:c8oqz84zk7z@privacy.org|hyh8",
                "'caller<sip:caller@example.com>;tag=323'|caller|sip:caller@example.com|323",
                "'<sip:a@b;tag=inside>;tag=outside'||sip:a@b;tag=inside|outside",
                "'\"<sip:x@y>;tag=no, \\\"really\\\" \\\\\" <sip:a@b> ; TAG = yes'|'<sip:x@y>;tag=no, \"really\" \\'|sip:a@b|yes",
                "'\"\" <sip:a@b>;tag=1'||sip:a@b|1",
                "'<sip:a@b?Route=%3Csip:c%3E>;tag=1'||sip:a@b?Route=%3Csip:c%3E|1"
            })
    void reads(String text, String name, String uri, String tag) {
        NameAddress address = NameAddress.parse(text);

        assertThat(address.displayName()).isEqualTo(name);
        assertThat(address.uri()).hasToString(uri);
        assertThat(address.parameter("Tag")).contains(tag);
    }

    @Test
    void parametersOfABareUriBelongToTheHeader() {
        NameAddress address = NameAddress.parse("sip:a@b;transport=tcp");

        assertThat(address.uri().parameters()).isEmpty();
        assertThat(address.parameters()).containsEntry("transport", "tcp");
    }

    @Test
    void toleratesSeparatorsInAnUnquotedDisplayName() {
        assertThat(NameAddress.parse("Bell, Alexander (home) <sip:a@b>").displayName())
                .isEqualTo("Bell, Alexander (home)");
    }

    @Test
    void toleratesAParameterValueThatShouldBeQuoted() {
        assertThat(NameAddress.parse("<sip:a@b>;+sip.instance=<urn:uuid:1>").parameters())
                .containsEntry("+sip.instance", "<urn:uuid:1>");
    }

    @Test
    void toleratesASemicolonBehindTheLastParameter() {
        assertThat(NameAddress.parse("<sip:a@b>;tag=1;").parameters()).containsOnly(Map.entry("tag", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "alice",
                "\"alice",
                "\"alice\\",
                "\"alice\" sip:a@b",
                "<sip:a@b",
                "<>",
                "< sip:a@b>",
                "<sip:a@b >",
                "<sip:a@b> x",
                "<sip:a@b>,",
                "<sip:a@b>;;tag=1",
                "<sip:a@b>;tag=",
                "<sip:a@b>;tag=1,2",
                "<sip:a@b>;=1",
                "<sip:a@b>;tag=\"x",
                "a\"b <sip:a@b>",
                "sip:a@b?x=y",
                "sip:a@b,sip:c@d",
                "<tel:+123>",
                "<sip:a@b>;t\u00e4g=1"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> NameAddress.parse(text)).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void quotesWhereItIsNeeded() {
        NameAddress address = NameAddress.of("Alice \"Al\" \\ B\u00f6b", SipUri.parse("sip:alice@example.com;lr"))
                .withParameter("tag", "a1")
                .withParameter("Received", "[::1]:5060")
                .withParameter("text", "token")
                .withParameter("x", "two words")
                .withParameter("+sip.ice", "")
                .withParameter("+sip.instance", "token");

        assertThat(address)
                .hasToString("\"Alice \\\"Al\\\" \\\\ B\u00f6b\" <sip:alice@example.com;lr>;tag=a1;received=[::1]:5060"
                        + ";text=\"token\";x=\"two words\";+sip.ice;+sip.instance=\"token\"");
        assertThat(NameAddress.parse(address.toString())).isEqualTo(address);
    }

    @Test
    void refusesWhatWouldBreakOutOfTheLine() {
        SipUri uri = SipUri.of("a", "b");
        for (String text : new String[] {"a\r\nVia: x", "a\nb", "a\u0000b", "a\u007fb"}) {
            assertThatThrownBy(() -> NameAddress.of(text, uri)).isInstanceOf(SipSyntaxException.class);
            assertThatThrownBy(() -> NameAddress.of(uri).withParameter("p", text))
                    .isInstanceOf(SipSyntaxException.class);
            assertThatThrownBy(() -> NameAddress.of(uri).withParameter(text, "v"))
                    .isInstanceOf(SipSyntaxException.class);
        }
    }

    @Test
    void withersChangeOneThing() {
        NameAddress address = NameAddress.parse("Bob <sip:b@c>;tag=1;x");

        assertThat(address.withDisplayName(null).withoutParameter("TAG")).hasToString("<sip:b@c>;x");
        assertThat(address.withUri(SipUri.of(null, "d")).withParameters(Map.of()))
                .hasToString("\"Bob\" <sip:d>");
        assertThat(address.withDisplayName("").displayName()).isNull();
        assertThat(address.withoutParameter("y")).isSameAs(address);
    }
}
