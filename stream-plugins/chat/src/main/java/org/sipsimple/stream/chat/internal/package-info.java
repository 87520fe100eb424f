@NullMarked
package org.sipsimple.stream.chat.internal;

import org.jspecify.annotations.NullMarked;
