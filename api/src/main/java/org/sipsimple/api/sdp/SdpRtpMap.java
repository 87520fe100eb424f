/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import org.sipsimple.api.sip.SipSyntaxException;

/**
 * What an RTP payload type stands for: an {@code a=rtpmap} line (RFC 8866 section 6.6) or an entry of the static table
 * (RFC 3551 section 6).
 *
 * @param payloadType 0 to 127
 * @param encoding the codec's name; compare without case
 * @param clockRate in Hz
 * @param channels 1 when not given
 */
public record SdpRtpMap(int payloadType, String encoding, int clockRate, int channels) {

    /** @throws SipSyntaxException when a number is out of range or the name holds blanks or a slash */
    public SdpRtpMap {
        if (payloadType < 0 || payloadType > 127) {
            throw new SipSyntaxException("payload type is not within 0 to 127", Integer.toString(payloadType), 0);
        }
        int slash = SdpText.requireWord("encoding name", encoding).indexOf('/');
        if (slash >= 0) {
            throw new SipSyntaxException("encoding name holds a slash", encoding, slash);
        }
        if (clockRate <= 0 || channels <= 0) {
            throw new SipSyntaxException("clock rate and channels must be above 0", encoding, 0);
        }
    }

    /** A mono codec. */
    public static SdpRtpMap of(int payloadType, String encoding, int clockRate) {
        return new SdpRtpMap(payloadType, encoding, clockRate, 1);
    }

    /**
     * Reads the value of an {@code a=rtpmap} attribute, for example {@code 96 opus/48000/2}.
     *
     * @throws SipSyntaxException when it is malformed or the payload type above 127
     */
    public static SdpRtpMap parse(String value) {
        return RtpMaps.parse(value);
    }

    /** Whether both are the same codec at the same rate, whatever their numbers; names are compared without case. */
    public boolean sameCodec(SdpRtpMap other) {
        return encoding.equalsIgnoreCase(other.encoding) && clockRate == other.clockRate && channels == other.channels;
    }

    /** The attribute line of this map. */
    public SdpAttribute attribute() {
        return new SdpAttribute("rtpmap", toString());
    }

    /** The value of the attribute. */
    @Override
    public String toString() {
        String text = payloadType + " " + encoding + '/' + clockRate;
        return channels == 1 ? text : text + '/' + channels;
    }
}
