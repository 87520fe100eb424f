/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpRtpMap;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AudioSdpTest {
    private static final InetSocketAddress LOCAL = new InetSocketAddress("127.0.0.1", 4000);

    private static List<AudioCodec> codecs(String... names) {
        return List.of(names).stream()
                .flatMap(name ->
                        AudioCodec.KNOWN.stream().filter(codec -> codec.name().equals(name)))
                .toList();
    }

    private static SdpSession read(String address, String... lines) {
        return SdpSession.parse("v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\n"
                + String.join("\r\n", lines) + "\r\n");
    }

    private static SdpMedia offered(String... lines) {
        return read("192.0.2.1", lines).media().get(0);
    }

    @Test
    void offersCodecsInOrderWithEventsOfTheirRates() {
        SdpMedia offer = AudioSdp.offer(codecs("opus", "PCMU", "speex"), LOCAL, MediaDirection.SENDRECV, List.of());
        assertThat(offer.formats()).containsExactly("96", "0", "97", "98", "100", "101", "102");
        assertThat(offer.attributes().getAll("rtpmap"))
                .containsExactly(
                        "96 opus/48000/2",
                        "0 PCMU/8000",
                        "97 speex/16000",
                        "98 speex/8000",
                        "100 speex/32000",
                        "101 telephone-event/48000",
                        "102 telephone-event/8000");
        assertThat(offer.fmtp("101")).contains("0-16");
        assertThat(offer.direction()).isEqualTo(MediaDirection.SENDRECV);
        assertThat(offer.port()).isEqualTo(4000);
        assertThat(offer.connection()).isNotNull();
    }

    @Test
    void leavesTheAddressToTheSessionWhenBoundToAll() {
        SdpMedia offer = AudioSdp.offer(
                codecs("PCMU"), new InetSocketAddress("0.0.0.0", 4000), MediaDirection.SENDRECV, List.of());
        assertThat(offer.connection()).isNull();
    }

    @Test
    void neverChangesTheMeaningOfANumber() {
        List<SdpRtpMap> earlier = List.of(
                SdpRtpMap.of(96, "speex", 16_000),
                new SdpRtpMap(111, "opus", 48_000, 2),
                SdpRtpMap.of(101, "telephone-event", 8000));
        SdpMedia offer = AudioSdp.offer(codecs("opus", "speex"), LOCAL, MediaDirection.SENDRECV, earlier);
        assertThat(offer.attributes().getAll("rtpmap"))
                .contains("111 opus/48000/2", "96 speex/16000", "101 telephone-event/8000")
                .doesNotHaveDuplicates();
        assertThat(offer.formats()).doesNotHaveDuplicates();
    }

    @Test
    void answersByOurOrderWithTheOffersNumbers() throws SipCoreException {
        SdpMedia offer = offered(
                "m=audio 5000 RTP/AVP 0 109 9 120 121",
                "a=rtpmap:109 opus/48000/2",
                "a=rtpmap:120 telephone-event/8000",
                "a=rtpmap:121 telephone-event/48000",
                "a=sendonly");
        SdpMedia answer =
                AudioSdp.answer(codecs("opus", "PCMU"), LOCAL, MediaDirection.SENDRECV, offer, offer.direction());
        assertThat(answer.formats()).containsExactly("109", "121");
        assertThat(answer.direction()).isEqualTo(MediaDirection.RECVONLY);
        SdpMedia plain = AudioSdp.answer(codecs("G722"), LOCAL, MediaDirection.SENDRECV, offer, offer.direction());
        assertThat(plain.formats()).containsExactly("9", "120");
    }

    @Test
    void saysWhatWasOfferedWhenNothingFits() {
        SdpMedia offer = offered("m=audio 5000 RTP/AVP 0 8");
        assertThatThrownBy(() ->
                        AudioSdp.answer(codecs("opus"), LOCAL, MediaDirection.SENDRECV, offer, MediaDirection.SENDRECV))
                .isInstanceOf(SipCoreException.class)
                .hasMessageContaining("PCMU")
                .hasMessageContaining("PCMA");
    }

    @Test
    void agreesOnTheAnswersCodecAndLeavesTheRestOut() throws SipCoreException {
        SdpSession ours = read(
                "127.0.0.1",
                "m=audio 4000 RTP/AVP 96 0 101 102",
                "a=rtpmap:96 opus/48000/2",
                "a=fmtp:96 useinbandfec=1",
                "a=rtpmap:101 telephone-event/48000",
                "a=rtpmap:102 telephone-event/8000",
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc");
        SdpSession theirs =
                read("192.0.2.1", "m=audio 5000 RTP/AVP 0 100", "a=rtpmap:100 telephone-event/8000", "a=recvonly");
        AudioSdp.Agreed agreed = AudioSdp.agree(ours, theirs, 0);
        assertThat(agreed.codec().encoding()).isEqualTo("PCMU");
        assertThat(agreed.direction()).isEqualTo(MediaDirection.SENDONLY);
        assertThat(agreed.local().media().get(0).formats()).containsExactly("0", "102");
        assertThat(agreed.local().media().get(0).attributes().getAll("rtpmap"))
                .containsExactly("0 PCMU/8000", "102 telephone-event/8000");
        assertThat(agreed.local().media().get(0).attributes().has("fmtp")).isFalse();
        assertThat(agreed.local().media().get(0).attributes().has("crypto")).isTrue();
        assertThat(agreed.remote().media().get(0).formats()).containsExactly("0", "100");
        assertThat(AudioSdp.agree(ours.withVersionIncremented(), theirs, 0).identity())
                .isEqualTo(agreed.identity());
        assertThat(AudioSdp.agree(ours, read("192.0.2.2", "m=audio 5000 RTP/AVP 0"), 0)
                        .identity())
                .isNotEqualTo(agreed.identity());
    }

    @Test
    void aLaterOfferWithoutTheCryptoLinesThatWereNotTakenNeedsNoOtherStream() throws SipCoreException {
        SdpSession theirs =
                read("192.0.2.1", "m=audio 5000 RTP/SAVP 0", "a=rtpmap:0 PCMU/8000", "a=crypto:2 SHORT inline:xyz");
        String taken = "a=crypto:2 SHORT inline:def";
        SdpSession first = read(
                "127.0.0.1", "m=audio 4000 RTP/SAVP 0", "a=rtpmap:0 PCMU/8000", "a=crypto:1 LONG inline:abc", taken);
        SdpSession later = read("127.0.0.1", "m=audio 4000 RTP/SAVP 0", "a=rtpmap:0 PCMU/8000", taken);
        SdpSession otherKey = read("127.0.0.1", "m=audio 4000 RTP/SAVP 0", "a=rtpmap:0 PCMU/8000", taken + "g");
        List<Object> identity = AudioSdp.agree(first, theirs, 0).identity();
        assertThat(AudioSdp.agree(later, theirs, 0).identity()).isEqualTo(identity);
        assertThat(AudioSdp.agree(otherKey, theirs, 0).identity()).isNotEqualTo(identity);
    }

    @Test
    void anAddressOfZerosIsHold() throws SipCoreException {
        SdpSession ours = read("127.0.0.1", "m=audio 4000 RTP/AVP 0");
        SdpSession theirs = read("0.0.0.0", "m=audio 5000 RTP/AVP 0");
        assertThat(AudioSdp.agree(ours, theirs, 0).direction()).isEqualTo(MediaDirection.RECVONLY);
    }
}
