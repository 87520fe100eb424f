/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import org.sipsimple.api.media.SrtpPolicy;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;

/** What a policy of encryption allows in descriptions and does with them. Immutable. */
record SrtpLines(SrtpPolicy policy) {
    private static final String PLAIN = "RTP/AVP";
    private static final String SECURE = "RTP/SAVP";

    boolean isDtls() {
        return policy == SrtpPolicy.DTLS;
    }

    /** Whether media over that transport may be offered to us. */
    private boolean allows(String transport) {
        return switch (policy) {
            case DISABLED -> transport.equals(PLAIN);
            case OPTIONAL, MANDATORY -> transport.equals(PLAIN) || transport.equals(SECURE);
            case DTLS -> DtlsSdp.isTransport(transport);
        };
    }

    /** @throws SipCoreException when the offer can't be answered under this policy */
    void requireAnswerable(SdpSession offer, int index) throws SipCoreException {
        String transport = offer.media().get(index).transport();
        if (!allows(transport)) {
            throw new SipCoreException("answer RTP", "media over " + transport + " are not allowed");
        }
        if (isMandatory() && !haveKeys(offer, index)) {
            throw new SipCoreException(
                    "answer RTP",
                    isDtls()
                            ? "the peer offers no fingerprint of its certificate, which is mandatory"
                            : "the peer offers no encryption, which is mandatory");
        }
    }

    /** @throws SipCoreException when media can't start with what the peer has said */
    void requireStartable(SdpSession remote, int index) throws SipCoreException {
        String transport = remote.media().get(index).transport();
        if (policy == SrtpPolicy.DISABLED && !allows(transport)) {
            throw new SipCoreException("start RTP", "media over " + transport + " are not allowed");
        }
        if (isDtls() && !(allows(transport) && haveKeys(remote, index))) {
            throw new SipCoreException(
                    "start RTP", "the peer has no DTLS, which is mandatory: its media are over " + transport);
        }
    }

    boolean isMandatory() {
        return policy == SrtpPolicy.MANDATORY || isDtls();
    }

    /** Whether the medium says what keys come from: crypto lines, or the fingerprint of a certificate. */
    boolean haveKeys(SdpSession sdp, int index) {
        return switch (policy) {
            case DISABLED -> false;
            case OPTIONAL, MANDATORY -> sdp.media().get(index).attributes().has("crypto");
            case DTLS -> !DtlsSdp.fingerprints(sdp, index).isEmpty();
        };
    }

    /**
     * What PJSIP is shown of a description. It takes mandatory encryption for RTP/SAVP alone, while peers with optional
     * encryption put the same crypto lines into RTP/AVP; and it looks at the first fingerprint.
     *
     * @param reference the peer's description, whose keys decide
     */
    SdpSession shown(SdpSession sdp, int index, SdpSession reference) {
        if (isDtls()) {
            return DtlsSdp.withOneFingerprint(sdp, index);
        }
        SdpMedia media = sdp.media().get(index);
        boolean raise = policy == SrtpPolicy.MANDATORY && haveKeys(reference, index);
        return raise ? sdp.withMedia(index, media.withTransport(SECURE)) : sdp;
    }
}
