/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.util.List;

import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;

/**
 * Which media lines of a peer an audio stream takes: audio over RTP/AVP or RTP/SAVP (RFC 3551, RFC 3711), encrypted as
 * the account wants it (RFC 4568), with a codec that is allowed. Immutable.
 *
 * @param codecs names of the allowed codecs; empty for any
 */
record OfferJudge(SrtpPolicy policy, List<String> codecs) {
    private static final String PLAIN = "RTP/AVP";
    private static final String SECURE = "RTP/SAVP";

    OfferJudge {
        codecs = List.copyOf(codecs);
    }

    boolean accepts(SdpSession remote, int index) {
        if (index < 0 || index >= remote.media().size()) {
            return false;
        }
        SdpMedia line = remote.media().get(index);
        return line.media().equals("audio")
                && !line.isRefused()
                && encryptionFits(line, remote.attributes().has("crypto"))
                && line.codecList().stream().anyMatch(codec -> allows(codec.encoding()));
    }

    private boolean encryptionFits(SdpMedia line, boolean keysForAll) {
        boolean keys = keysForAll || line.attributes().has("crypto");
        return switch (line.transport()) {
            case PLAIN -> keys || policy != SrtpPolicy.MANDATORY;
            case SECURE -> keys && policy != SrtpPolicy.DISABLED;
            default -> false;
        };
    }

    private boolean allows(String encoding) {
        if (encoding.equalsIgnoreCase("telephone-event")) {
            return false;
        }
        return codecs.isEmpty() || codecs.stream().anyMatch(name -> nameOf(name).equalsIgnoreCase(encoding));
    }

    /** The codec's name alone, where the rate is named too. */
    private static String nameOf(String codec) {
        int slash = codec.indexOf('/');
        return slash < 0 ? codec : codec.substring(0, slash);
    }
}
