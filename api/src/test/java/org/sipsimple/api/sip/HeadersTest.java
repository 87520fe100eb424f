/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The typed header fields. */
class HeadersTest {

    private static final SipUri ALICE = SipUri.parse("sip:alice@example.com");

    @Test
    void fromAndToCarryTags() {
        FromHeader from = FromHeader.parse("Alice <sip:alice@example.com>;tag=1");
        ToHeader to = ToHeader.of(ALICE);

        assertThat(from.tag()).contains("1");
        assertThat(from.displayName()).contains("Alice");
        assertThat(from.uri()).isEqualTo(ALICE);
        assertThat(from.withTag("2")).hasToString("From: \"Alice\" <sip:alice@example.com>;tag=2");
        assertThat(to.tag()).isEmpty();
        assertThat(to.withTag("3")).hasToString("To: <sip:alice@example.com>;tag=3");
        assertThat(FromHeader.of(ALICE).value()).isEqualTo("<sip:alice@example.com>");
        assertThat(ToHeader.parse("<sip:alice@example.com>")).isEqualTo(to);
    }

    @Test
    void contactHasItsParameters() {
        ContactHeader contact = ContactHeader.parse(
                "<sip:alice@192.0.2.1:5060>;expires=600;q=0.5;isfocus"
                        + ";+sip.instance=\"<urn:uuid:f81d4fae>\";pub-gruu=\"sip:alice@example.com;gr=1\";temp-gruu=\"sip:x;gr\"");

        assertThat(contact.expires()).hasValue(600);
        assertThat(contact.q()).hasValue(0.5);
        assertThat(contact.isFocus()).isTrue();
        assertThat(contact.instanceId()).contains("urn:uuid:f81d4fae");
        assertThat(contact.publicGruu()).contains("sip:alice@example.com;gr=1");
        assertThat(contact.temporaryGruu()).contains("sip:x;gr");
        assertThat(ContactHeader.parse(contact.value())).isEqualTo(contact);
        assertThat(ContactHeader.of(ALICE).withExpires(60).withParameter("+sip.ice", ""))
                .hasToString("Contact: <sip:alice@example.com>;expires=60;+sip.ice");
        assertThat(ContactHeader.of(ALICE).isFocus()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "0.33,0.33", "1.000,1", "0.,0"})
    void readsPreferences(String text, double expected) {
        assertThat(ContactHeader.of(ALICE).withParameter("q", text).q()).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({"1.001", "2", "0.1234", "-1", "x", ".5", "00.5"})
    void passesOverMalformedPreferences(String text) {
        assertThat(ContactHeader.of(ALICE).withParameter("q", text).q()).isEmpty();
    }

    @Test
    void passesOverExpiresThatIsNoNumber() {
        assertThat(ContactHeader.of(ALICE)
                        .withParameter("expires", "4294967296")
                        .expires())
                .isEmpty();
        assertThat(ContactHeader.of(ALICE).withParameter("expires", "-1").expires())
                .isEmpty();
        assertThat(ContactHeader.of(ALICE).withExpires(4294967295L).expires()).hasValue(4294967295L);
    }

    @Test
    void routesKeepTheParametersOfTheUri() {
        assertThat(RouteHeader.parse("<sip:p1.example.com;lr>").uri().parameter("lr"))
                .isPresent();
        assertThat(RouteHeader.of(SipUri.parse("sip:192.0.2.1;transport=tcp;lr")))
                .hasToString("Route: <sip:192.0.2.1;transport=tcp;lr>");
        assertThat(RecordRouteHeader.parse("<sip:p1.example.com;lr>"))
                .hasToString("Record-Route: <sip:p1.example.com;lr>");
        assertThat(RecordRouteHeader.of(ALICE).uri()).isEqualTo(ALICE);
    }

    @Test
    void referToMayAskToReplaceADialog() {
        ReferToHeader plain = ReferToHeader.parse("<sip:bob@example.com;method=BYE>");
        assertThat(plain.method()).isEqualTo("BYE");
        assertThat(plain.replaces()).isEmpty();
        ReplacesHeader replaces = new ReplacesHeader("12@host", "tt", "ft", false);
        ReferToHeader attended = ReferToHeader.of(ALICE).withReplaces(replaces);

        assertThat(attended)
                .hasToString("Refer-To: <sip:alice@example.com?Replaces=12%40host%3Bto-tag%3Dtt%3Bfrom-tag%3Dft>");
        assertThat(ReferToHeader.parse(attended.value()).replaces()).contains(replaces);
        assertThat(attended.method()).isEqualTo("INVITE");
        assertThat(ReferredByHeader.parse("Bob <sip:b@c>;cid=\"1@x\"").parameter("cid"))
                .contains("1@x");
        assertThat(ReferredByHeader.of(ALICE)).hasToString("Referred-By: <sip:alice@example.com>");
    }

    @Test
    void replacesNamesADialog() {
        ReplacesHeader replaces =
                ReplacesHeader.parse("98732@sip.example.com ;from-tag=r33th4x0r ;to-tag=ff87ff;early-only");

        assertThat(replaces).isEqualTo(new ReplacesHeader("98732@sip.example.com", "ff87ff", "r33th4x0r", true));
        assertThat(replaces).hasToString("Replaces: 98732@sip.example.com;to-tag=ff87ff;from-tag=r33th4x0r;early-only");
        for (String bad :
                List.of("", "x", "x;to-tag=1", "x;from-tag=1", "a b;to-tag=1;from-tag=2", ";to-tag=1;from-tag=2")) {
            assertThatThrownBy(() -> ReplacesHeader.parse(bad)).isInstanceOf(SipSyntaxException.class);
        }
    }

    @Test
    void reasonHasCauseAndText() {
        ReasonHeader reason = ReasonHeader.parse("Q.850 ;cause=16 ;text=\"Terminated; now\"");

        assertThat(reason).isEqualTo(new ReasonHeader("Q.850", 16, "Terminated; now"));
        assertThat(reason.cause()).hasValue(16);
        assertThat(reason.description()).contains("Terminated; now");
        assertThat(ReasonHeader.sip(200, "Call completed elsewhere"))
                .hasToString("Reason: SIP;cause=200;text=\"Call completed elsewhere\"");
        assertThat(ReasonHeader.parse("preemption").cause()).isEmpty();
        assertThatThrownBy(() -> ReasonHeader.parse("SIP;cause=x")).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> ReasonHeader.sip(-1, "x")).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> ReasonHeader.sip(1, "x\r\n")).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void retryAfterHasSecondsCommentAndDuration() {
        RetryAfterHeader retry = RetryAfterHeader.parse("18000 (I'm in \\( a (big) meeting) ;duration=3600");

        assertThat(retry.seconds()).isEqualTo(18000);
        assertThat(retry.comment()).isEqualTo("I'm in ( a (big) meeting");
        assertThat(retry.duration()).hasValue(3600);
        assertThat(RetryAfterHeader.parse(retry.value())).isEqualTo(retry);
        assertThat(RetryAfterHeader.of(5)).hasToString("Retry-After: 5");
        for (String bad : List.of("", "x", "-1", "4294967296", "5 (open", "5 x")) {
            assertThatThrownBy(() -> RetryAfterHeader.parse(bad)).isInstanceOf(SipSyntaxException.class);
        }
        assertThatThrownBy(() -> RetryAfterHeader.of(-1)).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void warningHasCodeAgentAndText() {
        WarningHeader warning = WarningHeader.parse("307 isi.edu:5060 \"Session \\\"x\\\" not understood\"");

        assertThat(warning).isEqualTo(new WarningHeader(307, "isi.edu:5060", "Session \"x\" not understood"));
        assertThat(WarningHeader.parse(warning.value())).isEqualTo(warning);
        for (String bad :
                List.of("", "307", "307 x", "307 x y", "99 x \"y\"", "1812 x \"y\"", "abc x \"y\"", "307 x \"y\" z")) {
            assertThatThrownBy(() -> WarningHeader.parse(bad)).isInstanceOf(SipSyntaxException.class);
        }
        assertThatThrownBy(() -> new WarningHeader(399, "a b", "x")).isInstanceOf(SipSyntaxException.class);
        assertThatThrownBy(() -> new WarningHeader(399, "", "x")).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void eventAndSubscriptionState() {
        EventHeader event = EventHeader.parse("presence.winfo; id=7");
        SubscriptionStateHeader state =
                SubscriptionStateHeader.parse("Terminated;reason=rejected;retry-after=9;expires=5");

        assertThat(event.eventPackage()).isEqualTo("presence.winfo");
        assertThat(event.id()).contains("7");
        assertThat(event).hasToString("Event: presence.winfo;id=7");
        assertThat(EventHeader.of("refer").id()).isEmpty();
        assertThat(state.isTerminated()).isTrue();
        assertThat(state.reason()).contains("rejected");
        assertThat(state.retryAfter()).hasValue(9);
        assertThat(state.expires()).hasValue(5);
        assertThat(SubscriptionStateHeader.active(60)).hasToString("Subscription-State: active;expires=60");
        assertThat(SubscriptionStateHeader.pending(60)
                        .withParameter("Expires", "30")
                        .expires())
                .hasValue(30);
        assertThat(SubscriptionStateHeader.terminated("timeout"))
                .hasToString("Subscription-State: terminated;reason=timeout");
        assertThat(SubscriptionStateHeader.active(1).isTerminated()).isFalse();
    }

    @Test
    void contentTypeIsComparedWithoutCase() {
        ContentTypeHeader type = ContentTypeHeader.parse("Text / HTML ; Charset=\"ISO-8859-4\"");

        assertThat(type.mediaType()).isEqualTo("text/html");
        assertThat(type.type()).isEqualTo("text");
        assertThat(type.subtype()).isEqualTo("html");
        assertThat(type.is("TEXT/html")).isTrue();
        assertThat(type.parameter("CHARSET")).contains("ISO-8859-4");
        assertThat(type).hasToString("Content-Type: text/html;charset=ISO-8859-4");
        for (String bad : List.of("", "text", "/html", "text/", "te xt/html", "text/html/x", "text/html;x=\"")) {
            assertThatThrownBy(() -> ContentTypeHeader.parse(bad)).isInstanceOf(SipSyntaxException.class);
        }
    }

    @Test
    void viaHasItsParts() {
        ViaHeader via =
                ViaHeader.parse("SIP / 2.0 / tcp  [2001:db8::9] : 5070 ;branch= z9hG4bK1; received=192.0.2.1;rport=99");

        assertThat(via.host()).isEqualTo("2001:db8::9");
        assertThat(via.port()).isEqualTo(5070);
        assertThat(via.transport()).isEqualTo("TCP");
        assertThat(via.knownTransport()).contains(Transport.TCP);
        assertThat(via.branch()).contains("z9hG4bK1");
        assertThat(via.received()).contains("192.0.2.1");
        assertThat(via.rport()).hasValue(99);
        assertThat(via).hasToString("Via: SIP/2.0/TCP [2001:db8::9]:5070;branch=z9hG4bK1;received=192.0.2.1;rport=99");
        assertThat(ViaHeader.parse("SIP/2.0/SCTP h;rport").knownTransport()).isEmpty();
        assertThat(ViaHeader.parse("SIP/2.0/SCTP h;rport").rport()).isEmpty();
        for (String bad : List.of(
                "",
                "SIP/2.0",
                "SIP/2.0/UDP",
                "SIP/3.0/UDP h",
                "HTTP/2.0/UDP h",
                "SIP/2.0/UDP h:",
                "SIP/2.0/UDP h:99999",
                "SIP/2.0/UDP [::1",
                "SIP/2.0/UDP h;;",
                "SIP/2.0/UDP h x")) {
            assertThatThrownBy(() -> ViaHeader.parse(bad)).isInstanceOf(SipSyntaxException.class);
        }
    }

    @Test
    void cseqHasNumberAndMethod() {
        assertThat(CSeqHeader.parse(" 0009 \t INVITE ")).isEqualTo(new CSeqHeader(9, "INVITE"));
        assertThat(new CSeqHeader(2147483647, "X")).hasToString("CSeq: 2147483647 X");
        for (String bad : List.of("", "1", "INVITE", "-1 X", "2147483648 X", "1 A B", "1INVITE")) {
            assertThatThrownBy(() -> CSeqHeader.parse(bad)).isInstanceOf(SipSyntaxException.class);
        }
        assertThatThrownBy(() -> new CSeqHeader(-1, "X")).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void anyOtherHeaderIsText() {
        assertThat(new GenericHeader("X-Y", "  a b  ")).hasToString("X-Y: a b");
        assertThat(new SubjectHeader(" hi ").subject()).isEqualTo("hi");
        assertThat(SubjectHeader.parse("hi")).hasToString("Subject: hi");
        assertThat(new GenericHeader("Proxy-AUTHORIZATION", "Digest secret").toString())
                .doesNotContain("secret");
    }

    @Test
    void noHeaderCanBreakOutOfItsLine() {
        String attack = "x\r\nVia: evil";
        Map<String, Function<String, SipHeader>> makers = Map.of(
                "generic", text -> new GenericHeader("X", text),
                "generic name", text -> new GenericHeader(text, "v"),
                "subject", SubjectHeader::new,
                "reason", text -> ReasonHeader.sip(200, text),
                "warning", text -> new WarningHeader(399, "a", text),
                "retry", text -> new RetryAfterHeader(1, text, Map.of()),
                "event", text -> new EventHeader("presence", Map.of("id", text)),
                "via", text -> new ViaHeader("h", null, "UDP", Map.of("branch", text)),
                "cseq", text -> new CSeqHeader(1, text),
                "replaces", text -> new ReplacesHeader(text, "a", "b", false));
        makers.forEach((name, maker) ->
                assertThatThrownBy(() -> maker.apply(attack)).as(name).isInstanceOf(SipSyntaxException.class));
        assertThatThrownBy(() -> new GenericHeader("Authorization", "Digest secret\n"))
                .message()
                .doesNotContain("secret");
    }
}
