/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SipUriTest {

    @Test
    void readsEveryComponent() {
        SipUri uri = SipUri.parse("sips:alice:secret@example.com:5071;transport=TCP;lr?Subject=hi&Priority=urgent");

        assertThat(uri.secure()).isTrue();
        assertThat(uri.scheme()).isEqualTo("sips");
        assertThat(uri.user()).isEqualTo("alice");
        assertThat(uri.password()).isEqualTo("secret");
        assertThat(uri.host()).isEqualTo("example.com");
        assertThat(uri.port()).isEqualTo(5071);
        assertThat(uri.parameters()).containsExactly(Map.entry("transport", "TCP"), Map.entry("lr", ""));
        assertThat(uri.headers()).containsExactly(Map.entry("Subject", "hi"), Map.entry("Priority", "urgent"));
        assertThat(uri.parameter("LR")).contains("");
        assertThat(uri.header("subject")).contains("hi");
        assertThat(uri.transport()).contains(Transport.TCP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:alice@atlanta.com",
                "sip:alice:secretword@atlanta.com;transport=tcp",
                "sips:alice@atlanta.com?subject=project%20x&priority=urgent",
                "sip:+1-212-555-1212:1234@gateway.com;user=phone",
                "sips:1212@gateway.com",
                "sip:alice@192.0.2.4",
                "sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com",
                "sip:alice;day=tuesday@atlanta.com",
                "sip:[2001:db8::10]:5070",
                "sip:user@[::ffff:192.0.2.1];transport=udp",
                "sip:example.com;lr"
            })
    void writesWhatItRead(String text) {
        assertThat(SipUri.parse(text)).hasToString(text);
    }

    @Test
    void holdsPlainTextAndEscapesOnlyWhereNeeded() {
        SipUri uri = SipUri.parse("sip:user;par=u%40example.net@example.com;p=%3d%3B?h=%26%3f");

        assertThat(uri.user()).isEqualTo("user;par=u@example.net");
        assertThat(uri.parameters()).containsEntry("p", "=;");
        assertThat(uri.headers()).containsEntry("h", "&?");
        assertThat(uri).hasToString("sip:user;par=u%40example.net@example.com;p=%3D%3B?h=%26?");
    }

    @Test
    void readsAndWritesNonAsciiAsUtf8() {
        SipUri uri = SipUri.parse("sip:J%C3%BCrgen%F0%9F%93%9E%E2%82%AC@example.com");

        assertThat(uri.user()).isEqualTo("J\u00fcrgen\ud83d\udcde\u20ac");
        assertThat(uri).hasToString("sip:J%C3%BCrgen%F0%9F%93%9E%E2%82%AC@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%FF",
                "%C3",
                "%C3(",
                "%C0%80",
                "%ED%A0%80",
                "%F5%80%80%80",
                "%E2%82",
                "%00x%0D%0A",
                "a%FFb%C3%A9"
            })
    void keepsOctetsThatAreNoUtf8(String user) {
        String text = "sip:" + user + "@example.com";

        assertThat(SipUri.parse(text)).hasToString(text);
    }

    @Test
    void joinsRepeatedHeadersAsAList() {
        SipUri uri = SipUri.parse("sip:example.com?Route=%3Csip:a%3E&to=x&route=%3Csip:b%3E");

        assertThat(uri.headers()).containsEntry("Route", "<sip:a>, <sip:b>").hasSize(2);
    }

    @Test
    void toleratesRawCharactersThatShouldBeEscapedInTheUser() {
        assertThat(SipUri.parse("sip:*21#@example.com").user()).isEqualTo("*21#");
        assertThat(SipUri.parse("sip:*21#@example.com")).hasToString("sip:*21%23@example.com");
        assertThat(SipUri.parse("sip:J\u00fcrgen@example.com").user()).isEqualTo("J\u00fcrgen");
    }

    @Test
    void toleratesRawSignsInHeaderValues() {
        SipUri uri = SipUri.parse("sip:bob@example.com?Replaces=12@host;to-tag=1;from-tag=2");

        assertThat(uri.user()).isEqualTo("bob");
        assertThat(uri.header("Replaces")).contains("12@host;to-tag=1;from-tag=2");
    }

    @Test
    void toleratesRepeatedParametersOfWhichTheFirstCounts() {
        assertThat(SipUri.parse("sip:example.com;transport=tcp;Transport=udp").transport())
                .contains(Transport.TCP);
    }

    @Test
    void toleratesUnderscoresInHostNames() {
        assertThat(SipUri.parse("sip:my_pbx.local").host()).isEqualTo("my_pbx.local");
    }

    @Test
    void takesPortZeroAsAbsent() {
        assertThat(SipUri.parse("sip:example.com:0").port()).isNull();
    }

    @Test
    void readsTheSchemeInAnyCase() {
        assertThat(SipUri.parse("SIPS:example.com").secure()).isTrue();
        assertThat(SipUri.parse("Sip:example.com").secure()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sip",
                "sip:",
                "sips:",
                "tel:+123456",
                "alice@example.com",
                "http://example.com",
                "sip:@example.com",
                "sip::pw@example.com",
                "sip:alice@",
                "sip:alice@:5060",
                "sip:alice@example.com:",
                "sip:alice@example.com:x",
                "sip:alice@example.com:65536",
                "sip:alice@example.com:-1",
                "sip:alice@example.com:99999999999999999999",
                "sip:alice@exam ple.com",
                " sip:alice@example.com",
                "sip:alice@example.com ",
                "sip:alice@example.com>",
                "sip:alice@example.com;",
                "sip:alice@example.com;;lr",
                "sip:alice@example.com;=x",
                "sip:alice@example.com;a=b@c",
                "sip:alice@example.com?",
                "sip:alice@example.com?x",
                "sip:alice@example.com?=x",
                "sip:alice@example.com?a b=c",
                "sip:alice@example.com?a=b&",
                "sip:al%ice@example.com",
                "sip:al%4@example.com",
                "sip:al%4g@example.com",
                "sip:a@b@c",
                "sip:[::1",
                "sip:[::1]x",
                "sip:[1.2.3.4]",
                "sip:[]",
                "sip:[1:2:3]",
                "sip:a\r\nb@example.com",
                "sip:a\u0000b@example.com",
                "sip:a\ud800b@example.com",
                "sip:ex\u00e4mple.com"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> SipUri.parse(text)).isInstanceOf(SipSyntaxException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "alice@example.com, sip:alice@example.com",
        "' sips:alice@example.com ', sips:alice@example.com",
        "example.com:5070;transport=tcp, sip:example.com:5070;transport=tcp"
    })
    void lenientReadingNeedsNoScheme(String text, String expected) {
        assertThat(SipUri.parseLenient(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "mailto:alice@example.com", "tel:+123", "http://example.com", "alice bob@example.com"})
    void lenientReadingRefusesOtherSchemes(String text) {
        assertThatThrownBy(() -> SipUri.parseLenient(text)).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void anotherSchemeIsToldFromAMalformedUri() {
        for (String text :
                List.of("tel:+123", "http://example.com", "soap.beep://192.0.2.1", "mailto:a@b", "sip+x:y")) {
            assertThatThrownBy(() -> SipUri.parse(text))
                    .isInstanceOfSatisfying(UnsupportedUriSchemeException.class, e -> assertThat(e.scheme())
                            .isEqualTo(text.substring(0, text.indexOf(':'))));
        }
        for (String text : List.of("", "alice", "alice@example.com", "<sip:a@b>", ":x", "1a:b", "sip")) {
            assertThatThrownBy(() -> SipUri.parse(text)).isExactlyInstanceOf(SipSyntaxException.class);
        }
    }

    @Test
    void errorsNeverShowThePassword() {
        for (String text : List.of(
                "sip:alice:top:secret@exam ple.com",
                "sip:alice:topsecret@example.com:x",
                "sip:alice:top%secret@example.com",
                "mailto:topsecret@example.com",
                "sip:alice:topsecret@example.com;;")) {
            assertThatThrownBy(() -> SipUri.parseLenient(text)).message().doesNotContain("top", "secret");
        }
    }

    @Test
    void refusesWhatCouldNotBeWritten() {
        assertThatThrownBy(() -> SipUri.of("alice", "")).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> SipUri.of("", "example.com")).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> SipUri.of("alice", "a\r\nb")).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> SipUri.of("a\ud800", "example.com")).isInstanceOf(SipSyntaxException.class);
        SipUri uri = SipUri.of(null, "example.com");
        assertThatThrownBy(() -> uri.withPassword("x")).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> uri.withPort(70000)).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> uri.withParameter("", "x")).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> uri.withHeaders(Map.of("a b", "x"))).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void lineEndsInComponentsAreWrittenEscaped() {
        SipUri uri = SipUri.of("a\r\nb", "example.com")
                .withParameter("p\n", "\u0000")
                .withHeader("h", "\r\n");

        assertThat(uri).hasToString("sip:a%0D%0Ab@example.com;p%0A=%00?h=%0D%0A");
        assertThat(SipUri.parse(uri.toString())).isEqualTo(uri);
    }

    @Test
    void withersChangeOneThing() {
        SipUri uri = SipUri.of("alice", "example.com")
                .withSecure(true)
                .withPassword("pw")
                .withPort(5071)
                .withTransport(Transport.TLS)
                .withParameter("LR", "")
                .withParameter("transport", "tcp")
                .withHeader("Subject", "a")
                .withHeader("subject", "b");

        assertThat(uri).hasToString("sips:alice:pw@example.com:5071;transport=tcp;lr?Subject=b");
        assertThat(uri.withUser(null)
                        .withoutParameter("Transport")
                        .withHeaders(Map.of())
                        .withSecure(false))
                .hasToString("sip:example.com:5071;lr");
        assertThat(uri.withHost("[::1]").withPort(null).hostPort()).isEqualTo("[::1]");
        assertThat(uri.withHost("[::1]").host()).isEqualTo("::1");
        assertThat(uri.hostPort()).isEqualTo("example.com:5071");
        assertThat(uri.withUser("a b").address()).isEqualTo("a%20b@example.com");
        assertThat(uri.withParameters(Map.of("a", "b")).parameters()).containsExactly(Map.entry("a", "b"));
        assertThat(uri.withoutParameter("absent")).isSameAs(uri);
    }

    @Test
    void copiesItsMaps() {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("a", "1"));
        SipUri uri = SipUri.of("alice", "example.com").withParameters(parameters);
        parameters.put("b", "2");

        assertThat(uri.parameters()).containsOnlyKeys("a");
        assertThatThrownBy(() -> uri.parameters().put("c", "3")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:example.com, 5060, UDP",
        "sip:example.com;transport=tcp, 5060, TCP",
        "sip:example.com;transport=tls, 5061, TLS",
        "sips:example.com, 5061, TLS",
        "sips:example.com;transport=tcp, 5061, TLS",
        "sip:example.com;transport=sctp, 5060, UDP",
        "sip:example.com:5080;transport=tls, 5080, TLS"
    })
    void portFollowsFromTransport(String text, int port, Transport transport) {
        assertThat(SipUri.parse(text).effectivePort()).isEqualTo(port);
        assertThat(SipUri.parse(text).effectiveTransport()).isEqualTo(transport);
    }

    @Test
    void aTransportWeDoNotHaveIsNone() {
        assertThat(SipUri.parse("sip:example.com;transport=sctp").transport()).isEmpty();
        assertThat(Transport.parse("TLS")).isEqualTo(Transport.TLS);
        assertThatThrownBy(() -> Transport.parse("sctp")).isInstanceOf(SipSyntaxException.class);
        assertThat(Transport.UDP.reliable()).isFalse();
        assertThat(Transport.TCP.secure()).isFalse();
        assertThat(Transport.TLS.secure()).isTrue();
        assertThat(Transport.TLS.reliable()).isTrue();
    }
}
