@NullMarked
package org.sipsimple.payload.xcaptools.internal;

import org.jspecify.annotations.NullMarked;
