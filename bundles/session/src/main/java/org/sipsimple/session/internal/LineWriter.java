/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;

/** Joins the media lines of streams into one description. */
final class LineWriter {
    private LineWriter() {}

    /** An offer, and the lines it really has. */
    record Offer(SdpSession sdp, MediaLines lines) {}

    /**
     * An offer of all lines. One without a stream has port 0; one whose stream cannot describe itself too, or, if it was
     * never told to the peer, is left out.
     */
    static Offer offer(MediaLines wanted, LocalDescription description) {
        List<SdpMedia> media = new ArrayList<>();
        MediaLines lines = MediaLines.NONE;
        for (MediaLines.Line line : wanted.lines()) {
            int index = media.size();
            StreamHandle handle = line.handle();
            Optional<SdpMedia> own = handle == null ? Optional.empty() : handle.localMedia(null, index);
            Optional<SdpMedia> written =
                    own.or(() -> Optional.ofNullable(line.last()).map(SdpMedia::refused));
            if (written.isPresent()) {
                media.add(written.get());
                lines = lines.with(index, own.isPresent() ? handle : null);
            }
        }
        SdpSession sdp = description.write(media);
        return new Offer(sdp, lines.describedBy(sdp));
    }

    /** The answer to {@code offer}: port 0 on each line without a stream. */
    static SdpSession answer(SdpSession offer, MediaLines lines, LocalDescription description) {
        List<SdpMedia> media = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++) {
            SdpMedia refused = offer.media().get(i).refused();
            StreamHandle handle = offer.media().get(i).isRefused() ? null : lines.handle(i);
            media.add(handle == null ? refused : handle.localMedia(offer, i).orElse(refused));
        }
        return description.write(media);
    }
}
