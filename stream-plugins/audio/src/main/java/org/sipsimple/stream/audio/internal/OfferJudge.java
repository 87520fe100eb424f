/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.util.List;

import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;

/**
 * Which media lines of a peer an audio stream takes: audio over RTP/AVP, RTP/SAVP or UDP/TLS/RTP/SAVP(F) (RFC 3551, RFC
 * 3711, RFC 5764), encrypted as the account wants it (RFC 4568, RFC 5763), with a codec that is allowed. Immutable.
 *
 * @param codecs names of the allowed codecs; empty for any
 */
record OfferJudge(SrtpPolicy policy, List<String> codecs) {
    private static final String PLAIN = "RTP/AVP";
    private static final String SECURE = "RTP/SAVP";
    private static final String DTLS = "UDP/TLS/RTP/SAVP";
    private static final String DTLS_WITH_FEEDBACK = "UDP/TLS/RTP/SAVPF";

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
                && encryptionFits(line, remote)
                && line.codecList().stream().anyMatch(codec -> allows(codec.encoding()));
    }

    /** Keys in SDP or of a handshake are agreed on once: later offers have to be of the same kind. */
    boolean acceptsUpdate(SdpSession remote, int index) {
        return accepts(remote, index) && isDtls(remote.media().get(index)) == (policy == SrtpPolicy.DTLS);
    }

    /** For the stream that answers the offer: one for DTLS takes nothing else from then on. */
    OfferJudge keptTo(SdpSession remote, int index) {
        return isDtls(remote.media().get(index)) ? new OfferJudge(SrtpPolicy.DTLS, codecs) : this;
    }

    private static boolean isDtls(SdpMedia line) {
        return line.transport().equals(DTLS) || line.transport().equals(DTLS_WITH_FEEDBACK);
    }

    private boolean encryptionFits(SdpMedia line, SdpSession remote) {
        return switch (line.transport()) {
            case PLAIN ->
                policy != SrtpPolicy.DTLS && (policy != SrtpPolicy.MANDATORY || isSaid("crypto", line, remote));
            case SECURE -> policy != SrtpPolicy.DTLS && policy != SrtpPolicy.DISABLED && isSaid("crypto", line, remote);
            case DTLS, DTLS_WITH_FEEDBACK ->
                policy != SrtpPolicy.DISABLED && isSaid("fingerprint", line, remote) && isSaid("setup", line, remote);
            default -> false;
        };
    }

    private static boolean isSaid(String attribute, SdpMedia line, SdpSession remote) {
        return line.attributes().has(attribute) || remote.attributes().has(attribute);
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
