/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat.internal;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.sipsimple.api.sdp.SdpMedia;

/**
 * What the peer's line says it can do. Immutable.
 *
 * @param types it takes
 * @param wrapped types it takes inside CPIM
 * @param room whether it is a chat room, whatever its features (RFC 7701)
 */
record ChatPeer(MimeTypes types, MimeTypes wrapped, boolean room, Set<String> features) {
    private static final String ROOM = "chatroom";

    static ChatPeer of(SdpMedia line) {
        MimeTypes types = MimeTypes.of(line, "accept-types");
        MimeTypes wrapped = MimeTypes.of(line, "accept-wrapped-types");
        Set<String> features = Arrays.stream(
                        line.attributes().getFirst(ROOM, "").strip().split(" +"))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        // without the second list the first one counts for both (RFC 4975 section 8.6)
        return new ChatPeer(
                types, wrapped.isEmpty() ? types : wrapped, line.attributes().has(ROOM), features);
    }

    boolean takesCpim() {
        return types.accepts("message/cpim");
    }

    boolean privateMessages() {
        return room && features.contains("private-messages");
    }

    boolean nicknames() {
        return room && features.contains("nickname");
    }
}
