/** What it costs a running call that media types come and go. */
@NullMarked
package org.sipsimple.benchmarks.hotdeploy;

import org.jspecify.annotations.NullMarked;
