/** How notifications are queued, who gets which, and how observers come in as services. */
@NullMarked
package org.sipsimple.notification.internal;

import org.jspecify.annotations.NullMarked;
