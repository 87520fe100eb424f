/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.audio.internal;

import org.sipsimple.api.audio.AudioPort;

/** A port of this bundle: it tells its {@link Wiring} of new slots itself, before it posts. */
interface WiredPort extends AudioPort {}
