/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;

/**
 * The media lines of a session and the streams that use them. A line once there stays (RFC 3264 section 8): without its
 * stream it is offered with port 0 until another stream takes it. Immutable.
 */
record MediaLines(List<Line> lines) {

    /**
     * @param handle the stream of this line, null when it is not in use
     * @param last how the line was last described by us, null before
     */
    record Line(@Nullable StreamHandle handle, @Nullable SdpMedia last) {}

    static final MediaLines NONE = new MediaLines(List.of());

    MediaLines {
        lines = List.copyOf(lines);
    }

    int size() {
        return lines.size();
    }

    /** The streams in the order of their lines. */
    List<StreamHandle> handles() {
        return lines.stream().map(Line::handle).filter(Objects::nonNull).toList();
    }

    /** The stream of line {@code index}; null when there is no such line or it is not in use. */
    @Nullable
    StreamHandle handle(int index) {
        return index < lines.size() ? lines.get(index).handle() : null;
    }

    /** @return -1 for a stream that has no line */
    int indexOf(StreamHandle handle) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).handle() == handle) {
                return i;
            }
        }
        return -1;
    }

    /** Gives each stream the first unused line, or a new one at the end. */
    MediaLines with(List<StreamHandle> added) {
        MediaLines result = this;
        for (StreamHandle handle : added) {
            int free = 0;
            while (free < result.size() && result.lines.get(free).handle() != null) {
                free++;
            }
            result = result.with(free, handle);
        }
        return result;
    }

    /** Puts a stream on line {@code index}, adding unused lines before it as needed. */
    MediaLines with(int index, @Nullable StreamHandle handle) {
        List<Line> changed = new ArrayList<>(lines);
        while (changed.size() <= index) {
            changed.add(new Line(null, null));
        }
        changed.set(index, new Line(handle, changed.get(index).last()));
        return new MediaLines(changed);
    }

    /** Takes the streams away, leaving their lines unused. */
    MediaLines without(List<StreamHandle> removed) {
        return new MediaLines(lines.stream()
                .map(line ->
                        line.handle() != null && removed.contains(line.handle()) ? new Line(null, line.last()) : line)
                .toList());
    }

    /** Leaves only those streams on their lines. */
    MediaLines keeping(List<StreamHandle> kept) {
        return without(
                handles().stream().filter(handle -> !kept.contains(handle)).toList());
    }

    /** Takes streams over from {@code other}, each on its line there. */
    MediaLines adopting(List<StreamHandle> streams, MediaLines other) {
        MediaLines result = this;
        for (StreamHandle handle : streams) {
            result = result.with(other.indexOf(handle), handle);
        }
        return result;
    }

    /** Remembers how {@code local} describes each line. */
    MediaLines describedBy(SdpSession local) {
        List<Line> changed = new ArrayList<>();
        for (int i = 0; i < local.media().size(); i++) {
            changed.add(new Line(handle(i), local.media().get(i)));
        }
        return new MediaLines(changed);
    }
}
