/** How jobs are queued and where their threads come from. */
@NullMarked
package org.sipsimple.threading.internal;

import org.jspecify.annotations.NullMarked;
