/* SPDX-License-Identifier: Apache-2.0 */
/** Mixers, RTP transports, audio streams and wave files on the engine's core. */
@NullMarked
package org.sipsimple.engine.internal.media;

import org.jspecify.annotations.NullMarked;
