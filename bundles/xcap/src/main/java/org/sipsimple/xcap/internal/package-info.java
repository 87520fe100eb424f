@NullMarked
package org.sipsimple.xcap.internal;

import org.jspecify.annotations.NullMarked;
