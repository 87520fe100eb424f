/** Ports and bridges on the mixers of the core. */
@NullMarked
package org.sipsimple.audio.internal;

import org.jspecify.annotations.NullMarked;
