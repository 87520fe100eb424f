/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;

import static org.assertj.core.api.Assertions.assertThat;

class OfferJudgeTest {
    private static final SdpMedia PLAIN = SdpMedia.of("audio", 6000, "RTP/AVP", List.of("0", "101"))
            .withAttribute("rtpmap", "101 telephone-event/8000");
    private static final SdpMedia OPTIONAL = PLAIN.withAttribute("crypto", "1 AES_CM_128_HMAC_SHA1_80 inline:AAAA");
    private static final SdpMedia SECURE = OPTIONAL.withTransport("RTP/SAVP");

    private static final SdpMedia DTLS = PLAIN.withTransport("UDP/TLS/RTP/SAVP")
            .withAttribute("setup", "actpass")
            .withAttribute("fingerprint", "sha-256 AA");

    private static boolean accepts(SrtpPolicy policy, SdpMedia line, String... codecs) {
        SdpSession offer = SdpSession.of("192.0.2.7").withMedia(List.of(line));
        return new OfferJudge(policy, List.of(codecs)).accepts(offer, 0);
    }

    @Test
    void takesWhatFitsThePolicy() {
        assertThat(accepts(SrtpPolicy.DISABLED, PLAIN)).isTrue();
        assertThat(accepts(SrtpPolicy.DISABLED, OPTIONAL)).isTrue();
        assertThat(accepts(SrtpPolicy.DISABLED, SECURE)).isFalse();
        assertThat(accepts(SrtpPolicy.OPTIONAL, PLAIN)).isTrue();
        assertThat(accepts(SrtpPolicy.OPTIONAL, OPTIONAL)).isTrue();
        assertThat(accepts(SrtpPolicy.OPTIONAL, SECURE)).isTrue();
        assertThat(accepts(SrtpPolicy.MANDATORY, PLAIN)).isFalse();
        assertThat(accepts(SrtpPolicy.MANDATORY, OPTIONAL)).isTrue();
        assertThat(accepts(SrtpPolicy.MANDATORY, SECURE)).isTrue();
    }

    @Test
    void takesDtlsUnlessEncryptionIsDisabled() {
        assertThat(accepts(SrtpPolicy.DISABLED, DTLS)).isFalse();
        assertThat(accepts(SrtpPolicy.OPTIONAL, DTLS)).isTrue();
        assertThat(accepts(SrtpPolicy.MANDATORY, DTLS)).isTrue();
        assertThat(accepts(SrtpPolicy.DTLS, DTLS)).isTrue();
        assertThat(accepts(SrtpPolicy.DTLS, DTLS.withTransport("UDP/TLS/RTP/SAVPF")))
                .isTrue();
        for (SdpMedia other : List.of(PLAIN, OPTIONAL, SECURE)) {
            assertThat(accepts(SrtpPolicy.DTLS, other)).isFalse();
        }
        for (String needed : List.of("fingerprint", "setup")) {
            SdpMedia without = DTLS.withAttributes(DTLS.attributes().without(needed));
            assertThat(accepts(SrtpPolicy.DTLS, without))
                    .as("without " + needed)
                    .isFalse();
        }
    }

    @Test
    void keepsToTheKindOfKeysOnceAgreed() {
        OfferJudge any = new OfferJudge(SrtpPolicy.OPTIONAL, List.of());
        SdpSession dtls = SdpSession.of("192.0.2.7").withMedia(List.of(DTLS));
        SdpSession sdes = SdpSession.of("192.0.2.7").withMedia(List.of(SECURE));
        assertThat(any.keptTo(sdes, 0)).isEqualTo(any);
        assertThat(any.acceptsUpdate(sdes, 0)).isTrue();
        assertThat(any.acceptsUpdate(dtls, 0)).isFalse();
        OfferJudge kept = any.keptTo(dtls, 0);
        assertThat(kept.policy()).isEqualTo(SrtpPolicy.DTLS);
        assertThat(kept.acceptsUpdate(dtls, 0)).isTrue();
        assertThat(kept.acceptsUpdate(sdes, 0)).isFalse();
    }

    @Test
    void refusesSavpWithoutKeys() {
        assertThat(accepts(SrtpPolicy.OPTIONAL, PLAIN.withTransport("RTP/SAVP")))
                .isFalse();
    }

    @Test
    void refusesOtherProtocolsAndMedia() {
        assertThat(accepts(SrtpPolicy.OPTIONAL, SECURE.withTransport("UDP/TLS/RTP/SAVPF")))
                .isFalse();
        assertThat(accepts(SrtpPolicy.OPTIONAL, PLAIN.withTransport("TCP/MSRP")))
                .isFalse();
        assertThat(accepts(SrtpPolicy.OPTIONAL, SdpMedia.of("video", 6000, "RTP/AVP", List.of("0"))))
                .isFalse();
    }

    @Test
    void refusesARefusedLineAndOneThatIsNotThere() {
        assertThat(accepts(SrtpPolicy.OPTIONAL, PLAIN.refused())).isFalse();
        SdpSession empty = SdpSession.of("192.0.2.7");
        assertThat(new OfferJudge(SrtpPolicy.OPTIONAL, List.of()).accepts(empty, 0))
                .isFalse();
        assertThat(new OfferJudge(SrtpPolicy.OPTIONAL, List.of()).accepts(empty, -1))
                .isFalse();
    }

    @Test
    void takesAllowedCodecsOnly() {
        assertThat(accepts(SrtpPolicy.OPTIONAL, PLAIN, "pcmu")).isTrue();
        assertThat(accepts(SrtpPolicy.OPTIONAL, PLAIN, "opus", "PCMU/8000/1")).isTrue();
        assertThat(accepts(SrtpPolicy.OPTIONAL, PLAIN, "PCMA")).isFalse();
        assertThat(accepts(SrtpPolicy.OPTIONAL, PLAIN, "telephone-event"))
                .as("keys are no sound")
                .isFalse();
    }
}
