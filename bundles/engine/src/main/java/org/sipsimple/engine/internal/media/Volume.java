/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import org.sipsimple.api.sip.SipCoreException;

/** Volumes in percent. */
final class Volume {
    static final int UNCHANGED = 100;
    private static final int LOUDEST = 400;

    private Volume() {}

    /** @throws SipCoreException when the percentage makes no sense: beyond fourfold there is only noise */
    static void require(String operation, int percent) throws SipCoreException {
        if (percent < 0 || percent > LOUDEST) {
            throw new SipCoreException(operation, percent + " % is not within 0 to " + LOUDEST);
        }
    }
}
