/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.time.Duration;

/** A connection, a binding or an answer did not come in time. */
public final class MsrpTimeoutException extends MsrpException {
    private static final long serialVersionUID = 1L;

    public MsrpTimeoutException(String what, Duration patience) {
        super(what + " within " + patience.toSeconds() + " s");
    }
}
