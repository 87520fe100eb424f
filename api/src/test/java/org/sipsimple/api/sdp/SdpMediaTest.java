/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import java.util.List;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.sip.SipSyntaxException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SdpMediaTest {

    private static final SdpMedia AUDIO = SdpMedia.of(
                    "audio", 4000, "RTP/AVP", List.of("96", "0", "9", "101", "77", "x"))
            .withAttribute("rtpmap", "96 opus/48000/2")
            .withAttribute("rtpmap", "101 telephone-event/8000")
            .withAttribute("rtpmap", "101 other/8000")
            .withAttribute("rtpmap", "nonsense")
            .withAttribute("rtpmap", "999 X/8000")
            .withAttribute("fmtp", "96 useinbandfec=1")
            .withAttribute("ptime", "20");

    @Test
    void namesItsCodecsInTheOrderOfItsFormats() {
        assertThat(AUDIO.codecList())
                .containsExactly(
                        new SdpRtpMap(96, "opus", 48000, 2),
                        SdpRtpMap.of(0, "PCMU", 8000),
                        SdpRtpMap.of(9, "G722", 8000),
                        SdpRtpMap.of(101, "telephone-event", 8000));
        assertThat(AUDIO.rtpmaps()).containsOnlyKeys(96, 101);
        assertThat(AUDIO.rtpmap(0)).contains(SdpRtpMap.of(0, "PCMU", 8000));
        assertThat(AUDIO.rtpmap(77)).isEmpty();
        assertThat(AUDIO.fmtp("96")).contains("useinbandfec=1");
        assertThat(AUDIO.fmtp("9")).isEmpty();
    }

    @Test
    void rtpMapsAreReadAndWritten() {
        SdpRtpMap opus = SdpRtpMap.parse("96 opus/48000/2");

        assertThat(opus.attribute()).isEqualTo(new SdpAttribute("rtpmap", "96 opus/48000/2"));
        assertThat(SdpRtpMap.parse("0  PCMU/8000")).hasToString("0 PCMU/8000");
        assertThat(opus.sameCodec(new SdpRtpMap(111, "OPUS", 48000, 2))).isTrue();
        assertThat(opus.sameCodec(SdpRtpMap.of(96, "opus", 48000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "96",
                "96 opus",
                "96 /8000",
                "96 x/",
                "96 x/0",
                "96 x/y",
                "96 x/8000/0",
                "128 x/8000",
                "a x/8000",
                "96 a b/8000"
            })
    void refusesMalformedRtpMaps(String value) {
        assertThatThrownBy(() -> SdpRtpMap.parse(value)).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void tellsItsDirection() {
        assertThat(AUDIO.direction()).isEqualTo(MediaDirection.SENDRECV);
        assertThat(AUDIO.direction(MediaDirection.INACTIVE)).isEqualTo(MediaDirection.INACTIVE);
        SdpMedia held = AUDIO.withDirection(MediaDirection.SENDONLY);
        assertThat(held.direction()).isEqualTo(MediaDirection.SENDONLY);
        assertThat(held.withDirection(MediaDirection.SENDRECV).attributes())
                .filteredOn(attribute -> MediaDirection.find(attribute.name()).isPresent())
                .containsExactly(SdpAttribute.flag("sendrecv"));
    }

    @ParameterizedTest
    @CsvSource({
        "SENDRECV, SENDRECV, SENDONLY",
        "SENDONLY, RECVONLY, SENDONLY",
        "RECVONLY, SENDONLY, INACTIVE",
        "INACTIVE, INACTIVE, INACTIVE"
    })
    void directionsTurnRoundAndHold(MediaDirection direction, MediaDirection reversed, MediaDirection held) {
        assertThat(direction.reversed()).isEqualTo(reversed);
        assertThat(direction.withHold()).isEqualTo(held);
        assertThat(MediaDirection.of(direction.sends(), direction.receives())).isEqualTo(direction);
        assertThat(MediaDirection.find(direction.attribute())).contains(direction);
    }

    @ParameterizedTest
    @CsvSource({
        "SENDRECV, SENDONLY, RECVONLY",
        "SENDRECV, RECVONLY, SENDONLY",
        "SENDRECV, INACTIVE, INACTIVE",
        "SENDONLY, SENDONLY, INACTIVE",
        "SENDONLY, SENDRECV, SENDONLY",
        "RECVONLY, SENDRECV, RECVONLY"
    })
    void answersAnOffer(MediaDirection wanted, MediaDirection offered, MediaDirection answer) {
        assertThat(wanted.answering(offered)).isEqualTo(answer);
    }

    @Test
    void connectionsAndAttributesHaveTheirParts() {
        SdpConnection connection = new SdpConnection("2001:db8::1", "IN", "IP6");
        SdpAttribute attribute = new SdpAttribute("ptime", "20");

        assertThat(connection.address()).isEqualTo("2001:db8::1");
        assertThat(connection.netType()).isEqualTo("IN");
        assertThat(connection.addressType()).isEqualTo("IP6");
        assertThat(connection).isEqualTo(SdpConnection.of("2001:db8::1")).hasToString("IN IP6 2001:db8::1");
        assertThat(attribute.name()).isEqualTo("ptime");
        assertThat(attribute.value()).isEqualTo("20");
        assertThat(attribute).hasToString("ptime:20");
        assertThat(SdpAttribute.flag("x").value()).isNull();
        assertThat(new SdpAttribute("x", "")).hasToString("x:");
    }

    @Test
    void attributesAreFoundByName() {
        SdpAttributes attributes = AUDIO.attributes();

        assertThat(attributes.has("ptime")).isTrue();
        assertThat(attributes.has("Ptime")).isFalse();
        assertThat(attributes.contains(new SdpAttribute("ptime", "20"))).isTrue();
        assertThat(attributes.getFirst("ptime")).contains("20");
        assertThat(attributes.getFirst("maxptime")).isEmpty();
        assertThat(attributes.getFirst("maxptime", "40")).isEqualTo("40");
        assertThat(attributes.getAll("rtpmap")).hasSize(5);
        assertThat(SdpAttributes.of(SdpAttribute.flag("sendrecv")).getFirst("sendrecv"))
                .contains("");
        assertThat(SdpAttributes.of(SdpAttribute.flag("sendrecv")).getAll("sendrecv"))
                .containsExactly("");
    }

    @Test
    void attributesAreAnUnmodifiableList() {
        SdpAttributes attributes = SdpAttributes.empty().with("a", "1").with(SdpAttribute.flag("b"));

        assertThat(attributes).isEqualTo(List.of(new SdpAttribute("a", "1"), new SdpAttribute("b", null)));
        assertThat(attributes.without("a")).containsExactly(SdpAttribute.flag("b"));
        assertThat(attributes.without(attribute -> true)).isEmpty();
        assertThatThrownBy(() -> attributes.add(SdpAttribute.flag("c")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(SdpAttributes.of((List<SdpAttribute>) attributes)).isSameAs(attributes);
    }

    @Test
    void withersChangeOneThing() {
        SdpMedia media = SdpMedia.of("audio", 1, "RTP/AVP", List.of("0"))
                .withPort(2)
                .withTransport("RTP/SAVP")
                .withFormats(List.of("8"))
                .withInfo("x")
                .withConnection(SdpConnection.of("127.0.0.1"))
                .withBandwidth(List.of(new SdpBandwidth("AS", 64)))
                .withAttributes(SdpAttributes.of(SdpAttribute.of(MediaDirection.INACTIVE)));

        assertThat(media).hasToString("m=audio 2 RTP/SAVP 8\r\ni=x\r\nc=IN IP4 127.0.0.1\r\nb=AS:64\r\na=inactive\r\n");
        assertThat(media.withInfo(null).withConnection(null).refused()).hasToString("m=audio 0 RTP/SAVP 8\r\n");
        assertThat(media.refused().isRefused()).isTrue();
        assertThat(media.hasIceProposal()).isFalse();
        assertThat(media.withAttribute("candidate", "x").hasIceProposal()).isTrue();
    }

    @Test
    void theUnspecifiedAddressMeansHold() {
        assertThat(SdpConnection.of("0.0.0.0").isUnspecified()).isTrue();
        assertThat(SdpConnection.of("::").isUnspecified()).isTrue();
        assertThat(SdpConnection.of("127.0.0.1").isUnspecified()).isFalse();
    }

    static Stream<ThrowingCallable> breakouts() {
        String attack = "x\r\na=y";
        return Stream.of(
                () -> new SdpAttribute(attack, "v"),
                () -> new SdpAttribute("a", attack),
                () -> new SdpAttribute("a:b", "v"),
                () -> new SdpAttribute("", "v"),
                () -> new SdpLine('x', attack),
                () -> new SdpLine('\n', "x"),
                () -> new SdpBandwidth(attack, 1),
                () -> new SdpBandwidth("AS", -1),
                () -> new SdpConnection(attack, "IN", "IP4"),
                () -> new SdpConnection("a", "I N", "IP4"),
                () -> new SdpConnection("a", "IN", ""),
                () -> SdpMedia.of(attack, 1, "T", List.of("0")),
                () -> SdpMedia.of("a", 1, attack, List.of("0")),
                () -> SdpMedia.of("a", 1, "T", List.of(attack)),
                () -> SdpMedia.of("a", -1, "T", List.of("0")),
                () -> SdpMedia.of("a", 65536, "T", List.of("0")),
                () -> AUDIO.withInfo(attack),
                () -> SdpSession.of(attack),
                () -> SdpSession.of("a").withName(attack),
                () -> SdpRtpMap.of(128, "x", 8000),
                () -> SdpRtpMap.of(1, "x/y", 8000),
                () -> SdpRtpMap.of(1, "x", 0));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("breakouts")
    void refusesWhatCouldNotBeWritten(ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(SipSyntaxException.class);
    }
}
