/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpAttribute;
import org.sipsimple.api.sdp.SdpAttributes;
import org.sipsimple.api.sdp.SdpConnection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpRtpMap;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipCoreException;

/** Media lines for audio by offer and answer (RFC 3264, RFC 4733). Pure functions. */
final class AudioSdp {
    private static final String EVENTS = "telephone-event";
    private static final String EVENT_RANGE = "0-16";
    private static final int FIRST_DYNAMIC = 96;
    private static final int LAST_DYNAMIC = 127;

    private AudioSdp() {}

    /**
     * An offer.
     *
     * @param earlier what payload numbers meant so far in this session, ours and the peer's: a number must never change
     *     its meaning (RFC 3264 section 8.3.2)
     */
    static SdpMedia offer(
            List<AudioCodec> codecs, InetSocketAddress local, MediaDirection direction, Collection<SdpRtpMap> earlier) {
        Numbers numbers = new Numbers(earlier);
        List<AudioCodec> numbered = codecs.stream()
                .map(codec -> codec.withPayloadType(numbers.of(codec.map())))
                .toList();
        List<SdpRtpMap> events = new TreeSet<>(
                        codecs.stream().map(codec -> eventRate(codec.map())).toList())
                .descendingSet().stream()
                        .map(rate -> SdpRtpMap.of(
                                numbers.of(SdpRtpMap.of(rate == 8000 ? 102 : 101, EVENTS, rate)), EVENTS, rate))
                        .toList();
        return line(numbered, events, local, direction, "RTP/AVP");
    }

    /**
     * The answer to an offer: the first codec of ours that is in it, under the offer's number.
     *
     * @throws SipCoreException when there is none
     */
    static SdpMedia answer(
            List<AudioCodec> codecs,
            InetSocketAddress local,
            MediaDirection direction,
            SdpMedia offer,
            MediaDirection offered)
            throws SipCoreException {
        for (AudioCodec codec : codecs) {
            Optional<SdpRtpMap> match =
                    offer.codecList().stream().filter(codec::isSameAs).findFirst();
            if (match.isPresent()) {
                return line(
                        List.of(codec.withPayloadType(match.get().payloadType())),
                        events(offer, match.get()).stream().toList(),
                        local,
                        direction.answering(offered),
                        offer.transport());
            }
        }
        throw new SipCoreException(
                "answer audio",
                "none of the codecs offered is allowed: "
                        + offer.codecList().stream().map(SdpRtpMap::encoding).toList());
    }

    private static SdpMedia line(
            List<AudioCodec> codecs,
            List<SdpRtpMap> events,
            InetSocketAddress local,
            MediaDirection direction,
            String transport) {
        List<String> formats = new ArrayList<>();
        List<SdpAttribute> attributes = new ArrayList<>();
        for (AudioCodec codec : codecs) {
            String format = Integer.toString(codec.map().payloadType());
            formats.add(format);
            attributes.add(codec.map().attribute());
            if (codec.fmtp() != null) {
                attributes.add(new SdpAttribute("fmtp", format + ' ' + codec.fmtp()));
            }
        }
        for (SdpRtpMap event : events) {
            formats.add(Integer.toString(event.payloadType()));
            attributes.add(event.attribute());
            attributes.add(new SdpAttribute("fmtp", event.payloadType() + " " + EVENT_RANGE));
        }
        attributes.add(SdpAttribute.of(direction));
        SdpMedia media =
                SdpMedia.of("audio", local.getPort(), transport, formats).withAttributes(SdpAttributes.of(attributes));
        // on a wildcard the session knows which address the peer can reach
        return local.getAddress().isAnyLocalAddress()
                ? media
                : media.withConnection(SdpConnection.of(local.getAddress().getHostAddress()));
    }

    /** The rate of the events that go with a codec: its own for opus (RFC 4733 section 2.1), and what all peers use else. */
    private static int eventRate(SdpRtpMap codec) {
        return codec.clockRate() == 48_000 ? 48_000 : 8000;
    }

    private static Optional<SdpRtpMap> events(SdpMedia media, SdpRtpMap codec) {
        List<SdpRtpMap> all =
                media.codecList().stream().filter(AudioSdp::isEvents).toList();
        return all.stream()
                .filter(map -> map.clockRate() == codec.clockRate())
                .findFirst()
                .or(() -> all.stream()
                        .filter(map -> map.clockRate() == eventRate(codec))
                        .findFirst())
                .or(() -> all.stream().findFirst());
    }

    private static boolean isEvents(SdpRtpMap map) {
        return map.encoding().equalsIgnoreCase(EVENTS);
    }

    /** What offer and answer agree on: descriptions in which the one codec in use and its events are left. */
    record Agreed(SdpSession local, SdpSession remote, int index, SdpRtpMap codec, MediaDirection direction) {
        /** Equal for descriptions that need no other stream: codec, numbers, parameters, addresses, keys. */
        List<Object> identity() {
            return List.of(essence(local), essence(remote), DtlsSdp.weAreActive(local, remote, index));
        }

        private List<Object> essence(SdpSession sdp) {
            SdpMedia media = sdp.media().get(index);
            SdpConnection connection = media.connection() != null ? media.connection() : sdp.connection();
            return List.of(
                    media.port(),
                    media.transport(),
                    media.formats(),
                    String.valueOf(connection),
                    media.attributes().getAll("rtpmap"),
                    media.attributes().getAll("fmtp"),
                    media.attributes().getAll("ptime"),
                    media.attributes().getAll("rtcp"),
                    cryptoInUse(media),
                    DtlsSdp.fingerprints(sdp, index),
                    media.attributes().getAll("ice-ufrag"));
        }

        /** An answer has one of the offer's lines, by its tag, and a later offer may leave out the others. */
        private List<String> cryptoInUse(SdpMedia media) {
            Set<String> tags = tags(local.media().get(index));
            tags.retainAll(tags(remote.media().get(index)));
            return media.attributes().getAll("crypto").stream()
                    .filter(line -> tags.contains(tag(line)))
                    .toList();
        }

        private static Set<String> tags(SdpMedia media) {
            return media.attributes().getAll("crypto").stream()
                    .map(Agreed::tag)
                    .collect(Collectors.toCollection(HashSet::new));
        }

        private static String tag(String crypto) {
            return crypto.split(" ", 2)[0];
        }
    }

    /**
     * Finds the codec that both sides have, by the answer's order, which is that of the shorter list.
     *
     * @throws SipCoreException when there is none, or the stream was refused
     */
    static Agreed agree(SdpSession local, SdpSession remote, int index) throws SipCoreException {
        SdpMedia ours = medium(local, index, "our");
        SdpMedia theirs = medium(remote, index, "the peer's");
        List<SdpRtpMap> ourCodecs = speech(ours);
        List<SdpRtpMap> theirCodecs = speech(theirs);
        boolean weAnswered = ourCodecs.size() <= theirCodecs.size();
        for (SdpRtpMap first : weAnswered ? ourCodecs : theirCodecs) {
            for (SdpRtpMap second : weAnswered ? theirCodecs : ourCodecs) {
                if (first.encoding().equalsIgnoreCase(second.encoding()) && first.clockRate() == second.clockRate()) {
                    SdpRtpMap own = weAnswered ? first : second;
                    SdpRtpMap peers = weAnswered ? second : first;
                    MediaDirection direction =
                            local.direction(index).and(remote.direction(index).reversed());
                    return new Agreed(
                            local.withMedia(index, only(ours, own)),
                            remote.withMedia(index, only(theirs, peers)),
                            index,
                            own,
                            isOnOldHold(remote, theirs) ? MediaDirection.of(false, direction.receives()) : direction);
                }
            }
        }
        throw new SipCoreException("start audio", "no codec is in both descriptions");
    }

    private static List<SdpRtpMap> speech(SdpMedia media) {
        return media.codecList().stream()
                .filter(map -> !isEvents(map) && !map.encoding().equalsIgnoreCase("CN"))
                .toList();
    }

    private static SdpMedia medium(SdpSession sdp, int index, String whose) throws SipCoreException {
        if (index < 0 || index >= sdp.media().size()) {
            throw new SipCoreException("read SDP", whose + " description has no medium " + index);
        }
        SdpMedia media = sdp.media().get(index);
        if (media.isRefused()) {
            throw new SipCoreException("read SDP", "medium " + index + " is refused by " + whose + " description");
        }
        return media;
    }

    private static boolean isOnOldHold(SdpSession sdp, SdpMedia media) {
        SdpConnection connection = media.connection() != null ? media.connection() : sdp.connection();
        return connection != null && connection.isUnspecified();
    }

    /** The line with one codec and its events: PJSIP takes the first codec and the first events that it finds. */
    private static SdpMedia only(SdpMedia media, SdpRtpMap codec) {
        List<SdpRtpMap> kept = new ArrayList<>(List.of(codec));
        events(media, codec).ifPresent(kept::add);
        List<String> formats =
                kept.stream().map(map -> Integer.toString(map.payloadType())).toList();
        List<SdpAttribute> attributes = new ArrayList<>();
        kept.forEach(map -> attributes.add(map.attribute()));
        for (SdpAttribute attribute : media.attributes()) {
            if (!attribute.name().equals("rtpmap")
                    && (!attribute.name().equals("fmtp") || concerns(attribute, formats))) {
                attributes.add(attribute);
            }
        }
        return media.withFormats(formats).withAttributes(SdpAttributes.of(attributes));
    }

    private static boolean concerns(SdpAttribute fmtp, List<String> formats) {
        @Nullable String value = fmtp.value();
        return value != null && formats.contains(value.split(" ", 2)[0]);
    }

    /** Gives out payload numbers. */
    private static final class Numbers {
        private final Map<Integer, SdpRtpMap> taken = new LinkedHashMap<>();

        Numbers(Collection<SdpRtpMap> earlier) {
            earlier.forEach(map -> taken.putIfAbsent(map.payloadType(), map));
        }

        int of(SdpRtpMap wanted) {
            for (SdpRtpMap map : taken.values()) {
                if (map.encoding().equalsIgnoreCase(wanted.encoding()) && map.clockRate() == wanted.clockRate()) {
                    return map.payloadType();
                }
            }
            int number = wanted.payloadType();
            for (int i = FIRST_DYNAMIC; taken.containsKey(number) && i <= LAST_DYNAMIC; i++) {
                number = i;
            }
            taken.put(number, wanted);
            return number;
        }
    }
}
