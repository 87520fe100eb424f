/** The MSRP decoder, its connections and the two I/O threads that serve them. */
@NullMarked
package org.sipsimple.msrp.internal;

import org.jspecify.annotations.NullMarked;
