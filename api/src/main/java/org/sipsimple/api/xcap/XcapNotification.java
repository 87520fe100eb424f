/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.time.Instant;

import org.sipsimple.api.notification.ProtocolTrace;

/** What an {@link XcapClient} tells of. */
public sealed interface XcapNotification extends ProtocolTrace {

    /**
     * A request that goes out or an answer that has come.
     *
     * @param text first line, headers and body, without passwords and what proves them; long bodies are cut
     */
    record Trace(XcapClient sender, Instant timestamp, String text) implements XcapNotification {
        @Override
        public String name() {
            return "XCAPTrace";
        }

        @Override
        public String protocol() {
            return "xcap";
        }
    }
}
