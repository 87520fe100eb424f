@NullMarked
package org.sipsimple.msrp.stream.internal;

import org.jspecify.annotations.NullMarked;
