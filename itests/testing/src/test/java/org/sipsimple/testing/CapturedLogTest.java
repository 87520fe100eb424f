/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.testing;

import java.lang.System.Logger.Level;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CapturedLogTest {

    @Test
    void capturesWhatIsLoggedUnderTheNameWhileOpen() {
        System.Logger logger = System.getLogger("org.sipsimple.testing.captured");
        IllegalStateException cause = new IllegalStateException("why");
        CapturedLog log = CapturedLog.of("org.sipsimple.testing.captured");
        try (log) {
            logger.log(Level.WARNING, "first");
            logger.log(Level.ERROR, "second", cause);
            System.getLogger("org.sipsimple.testing.other").log(Level.DEBUG, "not this");
        }
        java.util.logging.Logger closed = java.util.logging.Logger.getLogger("org.sipsimple.testing.captured");
        assertThat(closed.getHandlers()).isEmpty();
        assertThat(closed.getUseParentHandlers()).isTrue();
        assertThat(log.messages()).containsExactly("first", "second");
        assertThat(log.thrown()).containsExactly(cause);
    }
}
