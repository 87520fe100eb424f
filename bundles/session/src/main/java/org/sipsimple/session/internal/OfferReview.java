/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;

/**
 * What the peer's new offer means for the lines of a session (RFC 3264 section 8). Changes nothing.
 *
 * @param problem why the offer cannot be taken, null when it can
 * @param removed the streams whose lines are given up
 * @param added streams for lines that are new or used again, by line; lines nobody takes are not in it
 */
record OfferReview(@Nullable String problem, List<StreamHandle> removed, Map<Integer, MediaStream> added) {

    static OfferReview of(SdpSession offer, MediaLines lines, IntFunction<Optional<MediaStream>> finder) {
        if (offer.media().size() < lines.size()) {
            return refusal("Media lines of the session are missing in the offer");
        }
        List<StreamHandle> removed = new ArrayList<>();
        List<Integer> fresh = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++) {
            boolean used = !offer.media().get(i).isRefused();
            StreamHandle handle = lines.handle(i);
            if (handle == null && used) {
                fresh.add(i);
            } else if (handle != null && !used) {
                removed.add(handle);
            } else if (handle != null && !handle.accepts(offer, i)) {
                return refusal("Media line " + (i + 1) + " cannot be changed like that");
            }
        }
        Map<Integer, MediaStream> added = new LinkedHashMap<>();
        fresh.forEach(index -> finder.apply(index).ifPresent(stream -> added.put(index, stream)));
        if (!removed.isEmpty() && !added.isEmpty()) {
            return refusal("Streams cannot be added and removed at once");
        }
        return new OfferReview(null, removed, added);
    }

    private static OfferReview refusal(String why) {
        return new OfferReview(why, List.of(), Map.of());
    }
}
