/** Files and their names. */
@NullMarked
package org.sipsimple.storage.internal;

import org.jspecify.annotations.NullMarked;
