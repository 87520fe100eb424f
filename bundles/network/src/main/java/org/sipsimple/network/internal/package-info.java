/** The watcher as an OSGi service. */
@NullMarked
package org.sipsimple.network.internal;

import org.jspecify.annotations.NullMarked;
