/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.util.List;

import org.junit.jupiter.api.Nested;

import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.audio.DefaultAudio;
import org.sipsimple.stream.audio.AudioSettings;
import org.sipsimple.stream.testkit.FakeEngine;
import org.sipsimple.stream.testkit.FakeLookup;
import org.sipsimple.stream.testkit.FakeMedia;
import org.sipsimple.stream.testkit.MediaStreamContract;

/** Audio keeps the contract of streams under each policy of encryption. */
class AudioStreamContractTest {
    private static final SdpMedia PLAIN = SdpMedia.of("audio", 6000, "RTP/AVP", List.of("0", "8"));
    private static final SdpMedia SECURE =
            PLAIN.withTransport("RTP/SAVP").withAttribute("crypto", "1 AES_CM_128_HMAC_SHA1_80 inline:BBBB");

    private static final SdpMedia DTLS = PLAIN.withTransport("UDP/TLS/RTP/SAVP")
            .withAttribute("setup", "actpass")
            .withAttribute("fingerprint", "sha-256 00");

    private abstract static class Contract extends MediaStreamContract {
        private final SrtpPolicy policy;
        private final SdpMedia line;

        Contract(SrtpPolicy policy, SdpMedia line) {
            this.policy = policy;
            this.line = line;
        }

        @Override
        protected MediaStreamFactory factory() {
            account().set(AudioSettings.SRTP_ENCRYPTION, policy);
            FakeMedia media = new FakeMedia(notifications(), threads().scheduler());
            FakeEngine engine = new FakeEngine(notifications(), threads().scheduler());
            DefaultAudio audio = new DefaultAudio(media, media, notifications(), threads());
            return new AudioStreamFactory(engine, media, audio, audio, new FakeLookup(), notifications(), threads());
        }

        @Override
        protected SdpMedia offeredLine() {
            return line;
        }
    }

    @Nested
    class Disabled extends Contract {
        Disabled() {
            super(SrtpPolicy.DISABLED, PLAIN);
        }
    }

    @Nested
    class OptionalAndPlain extends Contract {
        OptionalAndPlain() {
            super(SrtpPolicy.OPTIONAL, PLAIN);
        }
    }

    @Nested
    class OptionalAndSecure extends Contract {
        OptionalAndSecure() {
            super(SrtpPolicy.OPTIONAL, SECURE);
        }
    }

    @Nested
    class Mandatory extends Contract {
        Mandatory() {
            super(SrtpPolicy.MANDATORY, SECURE);
        }
    }

    @Nested
    class Dtls extends Contract {
        Dtls() {
            super(SrtpPolicy.DTLS, DTLS);
        }
    }
}
