/** Audio over RTP as a media stream. */
@NullMarked
package org.sipsimple.stream.audio.internal;

import org.jspecify.annotations.NullMarked;
