/** Runs tools for the launcher and holds the tools every distribution has. */
@NullMarked
package org.sipsimple.cli.internal;

import org.jspecify.annotations.NullMarked;
