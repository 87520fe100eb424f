/** The tool {@code demo}: a call between two processes, with a report. */
@NullMarked
package org.sipsimple.cli.internal.demo;

import org.jspecify.annotations.NullMarked;
