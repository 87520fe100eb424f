/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.SipSyntaxException;

/** Payload types of a media line. */
final class RtpMaps {

    private static final int MAX = 127;

    /** RFC 3551 section 6, tables 4 and 5. */
    private static final Map<Integer, SdpRtpMap> STATIC = staticTable(
            SdpRtpMap.of(0, "PCMU", 8000),
            SdpRtpMap.of(3, "GSM", 8000),
            SdpRtpMap.of(4, "G723", 8000),
            SdpRtpMap.of(5, "DVI4", 8000),
            SdpRtpMap.of(6, "DVI4", 16000),
            SdpRtpMap.of(7, "LPC", 8000),
            SdpRtpMap.of(8, "PCMA", 8000),
            SdpRtpMap.of(9, "G722", 8000),
            new SdpRtpMap(10, "L16", 44100, 2),
            SdpRtpMap.of(11, "L16", 44100),
            SdpRtpMap.of(12, "QCELP", 8000),
            SdpRtpMap.of(13, "CN", 8000),
            SdpRtpMap.of(14, "MPA", 90000),
            SdpRtpMap.of(15, "G728", 8000),
            SdpRtpMap.of(16, "DVI4", 11025),
            SdpRtpMap.of(17, "DVI4", 22050),
            SdpRtpMap.of(18, "G729", 8000),
            SdpRtpMap.of(25, "CelB", 90000),
            SdpRtpMap.of(26, "JPEG", 90000),
            SdpRtpMap.of(28, "nv", 90000),
            SdpRtpMap.of(31, "H261", 90000),
            SdpRtpMap.of(32, "MPV", 90000),
            SdpRtpMap.of(33, "MP2T", 90000),
            SdpRtpMap.of(34, "H263", 90000));

    private RtpMaps() {}

    private static Map<Integer, SdpRtpMap> staticTable(SdpRtpMap... maps) {
        Map<Integer, SdpRtpMap> table = new LinkedHashMap<>();
        for (SdpRtpMap map : maps) {
            table.put(map.payloadType(), map);
        }
        return table;
    }

    static SdpRtpMap parse(String value) {
        int blank = blankAt(value);
        int payloadType = requirePayloadType(value.substring(0, blank), value);
        String codec = value.substring(blank).strip();
        int slash = codec.indexOf('/');
        if (slash < 0) {
            throw new SipSyntaxException("rtpmap without a clock rate", value, value.length());
        }
        int second = codec.indexOf('/', slash + 1);
        String rate = codec.substring(slash + 1, second < 0 ? codec.length() : second);
        long clockRate = SdpText.number(rate, Integer.MAX_VALUE);
        long channels = second < 0 ? 1 : SdpText.number(codec.substring(second + 1), 0xFFFF);
        if (clockRate < 1 || channels < 1) {
            throw new SipSyntaxException("clock rate or channels of rtpmap are no numbers above 0", value, blank);
        }
        return new SdpRtpMap(payloadType, codec.substring(0, slash), (int) clockRate, (int) channels);
    }

    private static int blankAt(String value) {
        int at = 0;
        while (at < value.length() && value.charAt(at) != ' ' && value.charAt(at) != '\t') {
            at++;
        }
        return at;
    }

    private static int requirePayloadType(String number, String whole) {
        long payloadType = SdpText.number(number, Integer.MAX_VALUE);
        if (payloadType < 0 || number.length() > 3) {
            throw new SipSyntaxException("payload type is no number from 0 to " + MAX, whole, 0);
        }
        if (payloadType > MAX) {
            throw new SipSyntaxException("payload type " + payloadType + " is above " + MAX, whole, 0);
        }
        return (int) payloadType;
    }

    /** The well-formed maps of these attributes by payload type, in order; the first of each number counts. */
    static Map<Integer, SdpRtpMap> of(SdpAttributes attributes) {
        Map<Integer, SdpRtpMap> maps = new LinkedHashMap<>();
        for (SdpAttribute attribute : attributes) {
            String value = attribute.value();
            if (value == null || !attribute.name().equals("rtpmap")) {
                continue;
            }
            SdpRtpMap map = parseOrNull(value);
            if (map != null) {
                maps.putIfAbsent(map.payloadType(), map);
            }
        }
        return maps;
    }

    private static @Nullable SdpRtpMap parseOrNull(String value) {
        try {
            return parse(value);
        } catch (SipSyntaxException e) {
            return null; // a codec nobody can name is one nobody can use: the contract leaves it out
        }
    }

    /** The codecs of these formats, those without a map and without a static meaning left out. */
    static List<SdpRtpMap> codecs(List<String> formats, SdpAttributes attributes) {
        Map<Integer, SdpRtpMap> maps = of(attributes);
        List<SdpRtpMap> codecs = new ArrayList<>(formats.size());
        for (String format : formats) {
            int payloadType = (int) SdpText.number(format, MAX);
            SdpRtpMap map = maps.getOrDefault(payloadType, STATIC.get(payloadType));
            if (map != null) {
                codecs.add(map);
            }
        }
        return codecs;
    }

    /** Refuses payload types above 127 and malformed ones among these attributes and formats. */
    static void requireSafe(List<String> formats, SdpAttributes attributes) {
        for (String format : formats) {
            if (format.charAt(0) >= '0' && format.charAt(0) <= '9') {
                requirePayloadType(format, format);
            }
        }
        for (SdpAttribute attribute : attributes) {
            if (attribute.name().equalsIgnoreCase("rtpmap")) {
                String value = attribute.value() == null ? "" : attribute.value();
                requirePayloadType(value.substring(0, blankAt(value)), value);
            }
        }
    }

    static Optional<String> fmtp(String format, SdpAttributes attributes) {
        String start = format + ' ';
        return attributes.getAll("fmtp").stream()
                .filter(value -> value.startsWith(start))
                .map(value -> value.substring(start.length()).strip())
                .findFirst();
    }
}
