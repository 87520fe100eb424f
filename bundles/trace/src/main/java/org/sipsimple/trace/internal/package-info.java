/** How traces look and where they are written. */
@NullMarked
package org.sipsimple.trace.internal;

import org.jspecify.annotations.NullMarked;
