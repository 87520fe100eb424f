/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.stream.filetransfer.FileSelector;

/**
 * What a media line says about a file (RFC 5547 section 6), and whether its writer knows the older way to resume. Immutable.
 *
 * @param sends whether who wrote the line sends the file
 * @param start the first byte of {@code file-range}, counted from 1
 * @param asksOffset whether {@code x-file-offset} is there
 */
record TransferLine(FileSelector selector, boolean sends, @Nullable String id, long start, boolean asksOffset) {
    private static final Pattern RANGE = Pattern.compile("([1-9][0-9]{0,17})-(\\*|[0-9]{1,18})");

    /** Empty for a line that is about no file, or about one in no direction or both. */
    static Optional<TransferLine> read(SdpMedia line) {
        Optional<String> selector = line.attributes().getFirst("file-selector");
        MediaDirection direction = line.direction();
        if (selector.isEmpty() || direction.sends() == direction.receives()) {
            return Optional.empty();
        }
        Matcher range = RANGE.matcher(line.attributes().getFirst("file-range", "1-*"));
        try {
            return Optional.of(new TransferLine(
                    FileSelector.parse(selector.get()),
                    direction.sends(),
                    line.attributes().getFirst("file-transfer-id").orElse(null),
                    range.matches() ? Long.parseLong(range.group(1)) : 1,
                    line.attributes().has("x-file-offset")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    SdpMedia write(SdpMedia line) {
        SdpMedia described = line.withDirection(sends ? MediaDirection.SENDONLY : MediaDirection.RECVONLY)
                .withAttribute("file-selector", selector.sdpText());
        if (id != null) {
            described = described.withAttribute("file-transfer-id", id);
        }
        if (sends) {
            described = described.withAttribute("file-disposition", "attachment");
        }
        if (start > 1) {
            described = described.withAttribute("file-range", start + "-*");
        }
        return asksOffset ? described.withAttribute("x-file-offset", null) : described;
    }
}
