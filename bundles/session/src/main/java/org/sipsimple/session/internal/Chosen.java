/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.sipsimple.api.stream.MediaStream;

/** Which of the proposed streams a user takes, and which not. */
record Chosen(List<StreamHandle> taken, List<StreamHandle> left) {

    /** @throws IllegalArgumentException when {@code streams} is empty or holds one that is not proposed */
    static Chosen of(List<MediaStream> streams, List<StreamHandle> proposed) {
        Set<MediaStream> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        wanted.addAll(streams);
        List<StreamHandle> taken = proposed.stream()
                .filter(handle -> wanted.contains(handle.stream()))
                .toList();
        if (wanted.isEmpty() || taken.size() != wanted.size()) {
            throw new IllegalArgumentException("the streams to take have to be one or more of those proposed");
        }
        return new Chosen(
                taken,
                proposed.stream().filter(handle -> !taken.contains(handle)).toList());
    }
}
