/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.lang.System.Logger.Level;
import java.time.Instant;

import org.sipsimple.api.notification.ProtocolTrace;
import org.sipsimple.api.sip.Direction;

/**
 * What connections tell for the log; {@link MsrpTracer} posts it. Spec: Middleware API, notifications of {@code
 * MSRPStreamBase}.
 */
public sealed interface MsrpNotification extends ProtocolTrace {

    @Override
    default String name() {
        return "MSRP" + getClass().getSimpleName();
    }

    @Override
    default String protocol() {
        return "msrp";
    }

    /**
     * A chunk went in or out.
     *
     * @param data the chunk as text. Long content is cut, with a remark saying how much is missing; content that the
     *     kernel sends from a file is missing altogether; answers to a relay's challenge are blanked out
     */
    record TransportTrace(Object sender, Instant timestamp, Direction direction, String data)
            implements MsrpNotification {
        @Override
        public String text() {
            return direction + "\n" + data;
        }
    }

    /** A remark, for example why a connection was closed. */
    record LibraryLog(Object sender, Instant timestamp, Level level, String message) implements MsrpNotification {
        @Override
        public String text() {
            return level + " " + message;
        }
    }
}
