@NullMarked
package org.sipsimple.stream.desktopsharing.internal;

import org.jspecify.annotations.NullMarked;
