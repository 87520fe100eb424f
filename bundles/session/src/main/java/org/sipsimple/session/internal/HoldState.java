/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import org.sipsimple.api.sip.Originator;
import org.sipsimple.api.stream.MediaStream;

/** Who holds a stream. */
record HoldState(boolean byLocal, boolean byRemote) {
    static final HoldState NONE = new HoldState(false, false);

    static HoldState of(MediaStream stream) {
        return new HoldState(stream.onHoldByLocal(), stream.onHoldByRemote());
    }

    boolean by(Originator side) {
        return side == Originator.LOCAL ? byLocal : byRemote;
    }
}
