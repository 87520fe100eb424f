/** Servers and clients of others, started for tests on free loopback ports and always ended. */
@NullMarked
package org.sipsimple.testing.peers;

import org.jspecify.annotations.NullMarked;
