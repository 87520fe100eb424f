/** The tool {@code sip-audio-session}: one audio call from the command line. */
@NullMarked
package org.sipsimple.cli.internal.call;

import org.jspecify.annotations.NullMarked;
