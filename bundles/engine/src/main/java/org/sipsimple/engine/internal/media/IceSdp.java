/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.sipsimple.api.media.IceCandidate;
import org.sipsimple.api.sdp.SdpMedia;

/** ICE in media lines (RFC 8839). Pure functions. */
final class IceSdp {
    private static final Set<String> ATTRIBUTES =
            Set.of("ice-ufrag", "ice-pwd", "ice-mismatch", "candidate", "remote-candidates", "rtcp", "rtcp-mux");
    private static final int ADDRESS = 4;
    private static final int TYPE = 7;

    private IceSdp() {}

    /** Whether the native transport has to see the attribute. */
    static boolean concerns(String attribute) {
        return ATTRIBUTES.contains(attribute);
    }

    /** The candidates with address literals, in their order. */
    static List<IceCandidate> candidates(SdpMedia media) {
        List<IceCandidate> found = new ArrayList<>();
        for (String value : media.attributes().getAll("candidate")) {
            candidate(found.size(), value).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<IceCandidate> candidate(int id, String value) {
        String[] words = value.trim().split(" +");
        if (words.length <= TYPE) {
            return Optional.empty();
        }
        try {
            InetSocketAddress address = MediaAddresses.literal(words[ADDRESS], Integer.parseInt(words[ADDRESS + 1]));
            int component = Integer.parseInt(words[1]);
            return Stream.of(IceCandidate.Type.values())
                    .filter(type -> type.token().equals(words[TYPE]))
                    .map(type -> new IceCandidate(id, component, address, type))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a name, such as those of RFC 8828's mDNS candidates, or no number
        }
    }
}
