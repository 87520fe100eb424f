/** How the parts are put together. */
@NullMarked
package org.sipsimple.sdk.internal;

import org.jspecify.annotations.NullMarked;
