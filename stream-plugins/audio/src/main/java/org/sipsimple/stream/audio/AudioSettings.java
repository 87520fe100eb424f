/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio;

import java.util.List;

import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.media.SrtpPolicy;

/** The settings of an account that audio streams read, each at the moment it is needed. */
public final class AudioSettings {

    /** Whether media is encrypted. Seed: {@code Account.rtp.srtp_encryption}. */
    public static final SettingKey<SrtpPolicy> SRTP_ENCRYPTION =
            new SettingKey<>("rtp.srtp_encryption", SrtpPolicy.class, SrtpPolicy.OPTIONAL);

    /**
     * The codecs allowed, in order of preference; empty for those of the engine. Seed: {@code
     * Account.rtp.audio_codec_list}.
     */
    public static final SettingKey<List<String>> CODECS =
            new SettingKey<>("rtp.audio_codec_list", listOfText(), List.of());

    /** Seconds without RTP after which DidTimeout is posted, 0 for never. Seed: {@code rtp.timeout}. */
    public static final SettingKey<Integer> TIMEOUT = new SettingKey<>("rtp.timeout", Integer.class, 30);

    private AudioSettings() {}

    /** A class has no type arguments, so this is the only way to name a list of texts. */
    @SuppressWarnings("unchecked")
    private static Class<List<String>> listOfText() {
        return (Class<List<String>>) (Class<?>) List.class;
    }
}
