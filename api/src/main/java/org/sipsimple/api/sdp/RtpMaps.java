/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import java.util.List;
import java.util.Map;

/** Payload types of a media line. */
final class RtpMaps {

    private RtpMaps() {}

    static SdpRtpMap parse(String value) {
        throw new UnsupportedOperationException(value);
    }

    /** The well-formed maps of these attributes by payload type, in order; the first of each number counts. */
    static Map<Integer, SdpRtpMap> of(SdpAttributes attributes) {
        throw new UnsupportedOperationException(attributes.toString());
    }

    /** The codecs of these formats, those without a map and without a static meaning left out. */
    static List<SdpRtpMap> codecs(List<String> formats, SdpAttributes attributes) {
        throw new UnsupportedOperationException(formats + " " + attributes);
    }

    /** Refuses payload types above 127 and malformed ones among these attributes and formats. */
    static void requireSafe(List<String> formats, SdpAttributes attributes) {
        throw new UnsupportedOperationException(formats + " " + attributes);
    }

    static java.util.Optional<String> fmtp(String format, SdpAttributes attributes) {
        String start = format + ' ';
        return attributes.getAll("fmtp").stream()
                .filter(value -> value.startsWith(start))
                .map(value -> value.substring(start.length()).strip())
                .findFirst();
    }
}
