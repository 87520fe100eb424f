/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio;

import java.util.List;

import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.StunServerAddress;
import org.sipsimple.api.media.SrtpPolicy;

/** The settings of an account that audio streams read, each at the moment it is needed. */
public final class AudioSettings {

    /**
     * Whether media is encrypted, and by which keys it is offered. Offers of a peer with keys of DTLS are taken too, but when
     * it is disabled. Seed: {@code Account.rtp.srtp_encryption}.
     */
    public static final SettingKey<SrtpPolicy> SRTP_ENCRYPTION =
            new SettingKey<>("rtp.srtp_encryption", SrtpPolicy.class, SrtpPolicy.OPTIONAL);

    /**
     * The codecs allowed, in order of preference; empty for those of the engine. Seed: {@code
     * Account.rtp.audio_codec_list}.
     */
    public static final SettingKey<List<String>> CODECS = new SettingKey<>("rtp.audio_codec_list", listOf(), List.of());

    /** Seconds without RTP after which DidTimeout is posted, 0 for never. Seed: {@code rtp.timeout}. */
    public static final SettingKey<Integer> TIMEOUT = new SettingKey<>("rtp.timeout", Integer.class, 30);

    /** Whether keys are sent as sound beside the RTP events (RFC 4733). Seed: {@code Account.rtp.inband_dtmf}. */
    public static final SettingKey<Boolean> INBAND_DTMF = new SettingKey<>("rtp.inband_dtmf", Boolean.class, false);

    /** Whether ICE looks for a way to the peer (RFC 8445). Seed: {@code Account.nat_traversal.use_ice}. */
    public static final SettingKey<Boolean> USE_ICE = new SettingKey<>("nat_traversal.use_ice", Boolean.class, false);

    /**
     * STUN servers in the order they are tried; empty for those of the account's domain. Seed: {@code
     * Account.nat_traversal.stun_server_list}.
     */
    public static final SettingKey<List<StunServerAddress>> STUN_SERVERS =
            new SettingKey<>("nat_traversal.stun_server_list", listOf(), List.of());

    /** Where recordings without a name go. Seed: {@code SIPSimpleSettings.audio.directory}. */
    public static final SettingKey<FilePath> DIRECTORY =
            new SettingKey<>("audio.directory", FilePath.class, new FilePath("history"));

    /** Where a relative {@link #DIRECTORY} begins. Seed: {@code SIPSimpleSettings.user_data_directory}. */
    public static final SettingKey<FilePath> DATA_DIRECTORY =
            new SettingKey<>("user_data_directory", FilePath.class, new FilePath("~/sipclient"));

    private AudioSettings() {}

    /** A class has no type arguments, so this is the only way to name a list of something. */
    @SuppressWarnings("unchecked")
    private static <T> Class<List<T>> listOf() {
        return (Class<List<T>>) (Class<?>) List.class;
    }
}
