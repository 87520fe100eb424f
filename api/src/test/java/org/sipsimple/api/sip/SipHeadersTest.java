/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SipHeadersTest {

    private static final SipHeaders HEADERS = SipHeaders.parse(String.join(
            "\r\n",
            "v: SIP/2.0/TCP a.example.com;branch=z9hG4bK1, SIP/2.0/UDP b.example.com",
            "VIA: SIP/2.0/TLS c.example.com",
            "f: \"Bell, A.\" <sip:a@example.com>;tag=1",
            "TO: <sip:b@example.com>",
            "i: 77@host",
            "CSeq: 4 INVITE",
            "m: \"x, y\" <sip:a@192.0.2.1;p=a,b>;q=0.5 , <sip:a@192.0.2.2>",
            "Expires: 3600",
            "s: lunch, today",
            "k: timer, replaces ,,100rel",
            "User-Agent: tester/1.0 (a, b)",
            "c: text/plain",
            "l: 0",
            "X-Odd :  value",
            "",
            ""));

    @Test
    void findsByFullAndCompactNamesInAnyCase() {
        assertThat(HEADERS.from().orElseThrow().tag()).contains("1");
        assertThat(HEADERS.from().orElseThrow().displayName()).contains("Bell, A.");
        assertThat(HEADERS.to().orElseThrow().uri()).hasToString("sip:b@example.com");
        assertThat(HEADERS.callId()).contains("77@host");
        assertThat(HEADERS.cseq()).contains(new CSeqHeader(4, "INVITE"));
        assertThat(HEADERS.expires()).hasValue(3600);
        assertThat(HEADERS.contentLength()).hasValue(0);
        assertThat(HEADERS.contentType().orElseThrow().mediaType()).isEqualTo("text/plain");
        assertThat(HEADERS.subject()).contains("lunch, today");
        assertThat(HEADERS.userAgent()).contains("tester/1.0 (a, b)");
        assertThat(HEADERS.first("x-odd")).contains("value");
        assertThat(HEADERS.first("S")).contains("lunch, today");
        assertThat(HEADERS.contains("subject")).isTrue();
        assertThat(HEADERS.contains("Route")).isFalse();
    }

    @Test
    void takesListsApartAcrossLines() {
        assertThat(HEADERS.vias())
                .extracting(ViaHeader::host)
                .containsExactly("a.example.com", "b.example.com", "c.example.com");
        assertThat(HEADERS.contacts())
                .extracting(ContactHeader::value)
                .containsExactly("\"x, y\" <sip:a@192.0.2.1;p=a%2Cb>;q=0.5", "<sip:a@192.0.2.2>");
        assertThat(HEADERS.all("Supported")).containsExactly("timer", "replaces", "100rel");
        assertThat(HEADERS.lines("Via")).hasSize(2);
        assertThat(HEADERS.all("Subject")).containsExactly("lunch, today");
    }

    @Test
    void givesTypedHeadersByName() {
        assertThat(HEADERS.header("from")).containsInstanceOf(FromHeader.class);
        assertThat(HEADERS.headers("Via"))
                .hasOnlyElementsOfType(ViaHeader.class)
                .hasSize(3);
        assertThat(HEADERS.header("X-Odd")).contains(new GenericHeader("X-Odd", "value"));
        assertThat(HEADERS.header("Route")).isEmpty();
    }

    @Test
    void readsTheRemainingTypes() {
        SipHeaders headers =
                SipHeaders.parse("Event: presence\nSubscription-State: active\nr: <sip:a@b>\nb: <sip:c@d>\n"
                        + "Replaces: 1;to-tag=2;from-tag=3\nReason: SIP;cause=200, Q.850;cause=16\nRetry-After: 5\n"
                        + "Warning: 399 a \"x, y\"\nRoute: <sip:a;lr>\nRecord-Route: <sip:b;lr>,<sip:c;lr>\nSIP-ETag: e1\n"
                        + "Server: s\nMin-Expires: 60\nMax-Forwards: 70\nContact: *\n");

        assertThat(headers.event().orElseThrow().eventPackage()).isEqualTo("presence");
        assertThat(headers.subscriptionState().orElseThrow().state()).isEqualTo("active");
        assertThat(headers.referTo().orElseThrow().uri()).hasToString("sip:a@b");
        assertThat(headers.referredBy().orElseThrow().uri()).hasToString("sip:c@d");
        assertThat(headers.replaces().orElseThrow().callId()).isEqualTo("1");
        assertThat(headers.reasons()).extracting(ReasonHeader::code).containsExactly(200, 16);
        assertThat(headers.retryAfter().orElseThrow().seconds()).isEqualTo(5);
        assertThat(headers.warnings()).containsExactly(new WarningHeader(399, "a", "x, y"));
        assertThat(headers.routes()).hasSize(1);
        assertThat(headers.recordRoutes()).hasSize(2);
        assertThat(headers.entityTag()).contains("e1");
        assertThat(headers.server()).contains("s");
        assertThat(headers.minExpires()).hasValue(60);
        assertThat(headers.maxForwards()).hasValue(70);
        assertThat(headers.hasWildcardContact()).isTrue();
        assertThat(headers.contacts()).isEmpty();
    }

    @Test
    void absentHeadersAreEmpty() {
        SipHeaders none = SipHeaders.empty();

        assertThat(none.from()).isEmpty();
        assertThat(none.expires()).isEmpty();
        assertThat(none.contacts()).isEmpty();
        assertThat(none.first("X")).isEmpty();
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.asMap()).isEmpty();
    }

    @Test
    void refusesTwoOfWhatMayStandOnce() {
        SipHeaders headers = SipHeaders.parse("f: <sip:a@b>\nFrom: <sip:c@d>\nExpires: 1\nExpires: 1\n");

        assertThatThrownBy(headers::from)
                .isInstanceOf(SipSyntaxException.class)
                .hasMessageContaining("more than one From");
        assertThatThrownBy(headers::expires).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void aMalformedHeaderSpoilsOnlyItself() {
        SipHeaders headers =
                SipHeaders.parse("From: \"x <sip:a@b>\nVia: \"\nContact: <sip:a@b\nTo: <sip:a@b>\nCSeq: x\n");

        assertThatThrownBy(headers::from).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(headers::vias).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(headers::contacts).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(headers::cseq).isInstanceOf(SipSyntaxException.class);
        assertThat(headers.to()).isPresent();
    }

    @Test
    void contactsOfOtherSchemesAreLeftOut() {
        SipHeaders headers = SipHeaders.parse("Contact: <tel:+123>;q=1, <sip:a@b>;q=0.5, mailto:a@b\n");

        assertThat(headers.contacts()).extracting(ContactHeader::uri).containsExactly(SipUri.of("a", "b"));
        assertThat(headers.all("Contact")).hasSize(3);
    }

    @Test
    void toleratesBareLineFeeds() {
        assertThat(SipHeaders.parse("A: 1\nB: 2").lines("B")).containsExactly("2");
    }

    @Test
    void toleratesEmptyListElements() {
        assertThat(SipHeaders.parse("Allow: ,INVITE,, ACK,").all("Allow")).containsExactly("INVITE", "ACK");
    }

    @Test
    void toleratesControlCharactersInReceivedValues() {
        assertThat(SipHeaders.parse("X: a\rb\u0000c\td\u007f").lines("X")).containsExactly("a\ufffdb\ufffdc\td\ufffd");
    }

    @Test
    void unfoldsLines() {
        assertThat(SipHeaders.parse("Z: a\r\n  b\r\n\t c\r\nW:\r\n \r\n d\r\n").toList())
                .containsExactly(new GenericHeader("Z", "a b c"), new GenericHeader("W", "d"));
    }

    @Test
    void endsAtTheEmptyLine() {
        assertThat(SipHeaders.parse("A: 1\r\n\r\nB: 2\r\n").size()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoHeaderLine() {
        for (String bad : List.of("no colon", ": x", "a b: x", " folded first", "A: 1\nbad\n", "n\u00e4me: x")) {
            assertThatThrownBy(() -> SipHeaders.parse(bad)).isInstanceOf(SipSyntaxException.class);
        }
        assertThatThrownBy(() -> SipHeaders.parse("Authorization Digest response=secret"))
                .message()
                .doesNotContain("secret");
    }

    @Test
    void changesGiveNewHeaders() {
        SipHeaders base =
                SipHeaders.of(new GenericHeader("A", "1"), new GenericHeader("B", "2"), new GenericHeader("a", "3"));

        assertThat(base.with(new SubjectHeader("x")).lines("s")).containsExactly("x");
        assertThat(base.replacing(new GenericHeader("A", "9")).toText()).isEqualTo("A: 9\r\nB: 2\r\n");
        assertThat(base.replacing(new GenericHeader("C", "9")).toText()).isEqualTo("A: 1\r\nB: 2\r\na: 3\r\nC: 9\r\n");
        assertThat(base.without("a").toText()).isEqualTo("B: 2\r\n");
        assertThat(base.withAll(List.of(new GenericHeader("D", "4"))).size()).isEqualTo(4);
        assertThat(base.size()).isEqualTo(3);
        assertThat(SipHeaders.of(List.of(new SubjectHeader("x"))).header("Subject"))
                .contains(new SubjectHeader("x"));
    }

    @Test
    void iteratesInOrderAndAsAMap() {
        List<String> names = new ArrayList<>();
        HEADERS.forEach(header -> names.add(header.name()));

        assertThat(names).startsWith("Via", "Via", "From", "To", "Call-ID").endsWith("X-Odd");
        assertThat(HEADERS.asMap().get("Via")).hasSize(2);
        assertThat(HEADERS.asMap().keySet()).startsWith("Via", "From");
    }

    @Test
    void comparesByNameAndValue() {
        SipHeaders headers = SipHeaders.parse("From: <sip:a@b>\nX: 1\n");

        assertThat(headers)
                .isEqualTo(SipHeaders.parse("f: <sip:a@b>\nx: 1\n"))
                .hasSameHashCodeAs(SipHeaders.parse("f: <sip:a@b>\nx: 1\n"))
                .isNotEqualTo(SipHeaders.parse("f: <sip:a@b>\nx: 2\n"))
                .isNotEqualTo(SipHeaders.parse("f: <sip:a@b>\n"));
    }

    @Test
    void neverShowsCredentials() {
        SipHeaders headers =
                SipHeaders.parse("Authorization: Digest secret\nproxy-authorization: Digest secret\nZ: seen\n");

        assertThat(headers.toString())
                .contains("Authorization: (hidden)", "Z: seen")
                .doesNotContain("secret");
        assertThat(headers.toText()).contains("Authorization: Digest secret");
    }

    @Test
    void aForeignHeaderCannotBreakOutOfItsLine() {
        SipHeader evil = new SipHeader() {
            @Override
            public String name() {
                return "X";
            }

            @Override
            public String value() {
                return "a\r\nVia: evil";
            }
        };

        assertThatThrownBy(() -> SipHeaders.of(evil)).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> SipHeaders.empty().with(evil)).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> SipHeaders.empty().replacing(evil)).isInstanceOf(SipSyntaxException.class);
    }
}
