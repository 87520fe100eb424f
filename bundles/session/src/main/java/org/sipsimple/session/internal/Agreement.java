/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.util.stream.IntStream;

import org.sipsimple.api.sdp.SdpSession;

/** What an offer and its answer agreed on. */
record Agreement(SdpSession local, SdpSession remote) {

    /** Whether both sides use media line {@code index}. */
    boolean uses(int index) {
        return used(local, index) && used(remote, index);
    }

    /** How many lines both sides use. */
    long usedLines() {
        return IntStream.range(0, local.media().size()).filter(this::uses).count();
    }

    private static boolean used(SdpSession sdp, int index) {
        return index >= 0
                && index < sdp.media().size()
                && !sdp.media().get(index).isRefused();
    }
}
