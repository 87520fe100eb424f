/** Lookups by RFC 3263, and the same queries by plain libraries. */
@NullMarked
package org.sipsimple.benchmarks.dns;

import org.jspecify.annotations.NullMarked;
