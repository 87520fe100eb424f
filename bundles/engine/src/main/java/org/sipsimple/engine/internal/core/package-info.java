/* SPDX-License-Identifier: Apache-2.0 */
/** The Java side of the native border: ids, commands, the event thread and the life of the native worker. */
@NullMarked
package org.sipsimple.engine.internal.core;

import org.jspecify.annotations.NullMarked;
