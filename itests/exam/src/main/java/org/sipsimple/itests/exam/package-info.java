/** Tests inside a Felix framework, driven by Jupiter. */
@NullMarked
package org.sipsimple.itests.exam;

import org.jspecify.annotations.NullMarked;
