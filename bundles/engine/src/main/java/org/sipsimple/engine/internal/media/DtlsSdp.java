/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;

/** DTLS-SRTP in descriptions (RFC 5763, RFC 8122). Pure functions. */
final class DtlsSdp {
    static final String FINGERPRINT = "fingerprint";
    private static final String SETUP = "setup";
    private static final String ACTIVE = "active";
    private static final Set<String> TRANSPORTS = Set.of("UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF");

    private DtlsSdp() {}

    static boolean isTransport(String transport) {
        return TRANSPORTS.contains(transport);
    }

    /** Whether the native transport has to see the attribute. */
    static boolean concerns(String attribute) {
        return attribute.equals(FINGERPRINT) || attribute.equals(SETUP);
    }

    /** Those of the medium, or of the session where the medium has none. */
    static List<String> fingerprints(SdpSession sdp, int index) {
        List<String> own = sdp.media().get(index).attributes().getAll(FINGERPRINT);
        return own.isEmpty() ? sdp.attributes().getAll(FINGERPRINT) : own;
    }

    /**
     * The description with the one fingerprint that the native side can check, of several that a peer may give of one
     * certificate by different hashes.
     */
    static SdpSession withOneFingerprint(SdpSession sdp, int index) {
        Optional<String> best = fingerprints(sdp, index).stream()
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("sha-256 "))
                .findFirst();
        if (best.isEmpty()) {
            return sdp; // said by what the native side makes of it
        }
        SdpMedia media = sdp.media().get(index);
        return sdp.withMedia(
                index,
                media.withAttributes(media.attributes().without(FINGERPRINT).with(FINGERPRINT, best.get())));
    }

    /** Who begins the handshake by these descriptions; an answer always says it (RFC 5763 section 5). */
    static boolean weAreActive(SdpSession local, SdpSession remote, int index) {
        String ours = setup(local, index);
        return ours.equals(ACTIVE)
                || !ours.equals("passive") && setup(remote, index).equals("passive");
    }

    private static String setup(SdpSession sdp, int index) {
        return sdp.media()
                .get(index)
                .attributes()
                .getFirst(SETUP, sdp.attributes().getFirst(SETUP, ""));
    }
}
