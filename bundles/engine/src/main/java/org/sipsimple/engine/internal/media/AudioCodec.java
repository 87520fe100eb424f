/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sdp.SdpRtpMap;

/**
 * A codec as SDP knows it. The codecs of one name, such as speex at two rates, stand together in the order in which they
 * are offered.
 *
 * @param name the name settings call it by; compared without case, and with the rate of SDP behind a slash it is only the
 *     codec of that rate
 * @param map what we offer it as; numbers from 96 on are ours to choose and may be changed
 * @param decodedRate what the native side decodes it to, in Hz: G.722 has 8000 in SDP by a mistake of RFC 1890
 * @param fmtp the parameters we offer, null for none
 */
record AudioCodec(String name, SdpRtpMap map, int decodedRate, @Nullable String fmtp) {

    /** Every codec that we can put into SDP; which of them the library was built with is for {@link CodecPreference}. */
    static final List<AudioCodec> KNOWN = List.of(
            // 16 kHz is what the mixers run at by default, and what the encoder is set to
            new AudioCodec(
                    "opus",
                    new SdpRtpMap(96, "opus", 48_000, 2),
                    48_000,
                    "useinbandfec=1; maxplaybackrate=16000; sprop-maxcapturerate=16000"),
            plain("G722", 9, 8000, 16_000),
            plain("PCMU", 0, 8000, 8000),
            plain("PCMA", 8, 8000, 8000),
            plain("speex", 97, 16_000, 16_000),
            plain("speex", 98, 8000, 8000),
            plain("speex", 100, 32_000, 32_000),
            plain("GSM", 3, 8000, 8000),
            new AudioCodec("G729", SdpRtpMap.of(18, "G729", 8000), 8000, "annexb=no"),
            new AudioCodec("iLBC", SdpRtpMap.of(99, "iLBC", 8000), 8000, "mode=30"));

    private static AudioCodec plain(String name, int payloadType, int rate, int decodedRate) {
        return new AudioCodec(name, SdpRtpMap.of(payloadType, name, rate), decodedRate, null);
    }

    /** Whether both mean the same, whatever their numbers; channels of opus are always 2 in SDP, and some peers forget. */
    boolean isSameAs(SdpRtpMap other) {
        return map.encoding().equalsIgnoreCase(other.encoding()) && map.clockRate() == other.clockRate();
    }

    /** Whether settings mean this one: by {@code speex} all of that name, by {@code speex/32000} the one. */
    boolean isCalled(String text) {
        return name.equalsIgnoreCase(text) || (name + "/" + map.clockRate()).equalsIgnoreCase(text);
    }

    AudioCodec withPayloadType(int payloadType) {
        return new AudioCodec(
                name, new SdpRtpMap(payloadType, map.encoding(), map.clockRate(), map.channels()), decodedRate, fmtp);
    }
}
