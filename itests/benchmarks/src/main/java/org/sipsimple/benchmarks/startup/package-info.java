/** How long the distribution takes from the start of its process until it is ready. */
@NullMarked
package org.sipsimple.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
