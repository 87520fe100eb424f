/**
 * For authors of media stream plugins: the contract every stream has to keep, as a test class to extend, and an engine,
 * peers, accounts and clocks that exist in memory only.
 */
@NullMarked
package org.sipsimple.stream.testkit;

import org.jspecify.annotations.NullMarked;
