/** MSRP through the public API, and the plain limits it is compared with. */
@NullMarked
package org.sipsimple.benchmarks.msrp;

import org.jspecify.annotations.NullMarked;
