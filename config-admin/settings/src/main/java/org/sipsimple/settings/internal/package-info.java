/** Settings as services: the objects themselves, their forms, the way from and to ConfigAdmin, and the tool. */
@NullMarked
package org.sipsimple.settings.internal;

import org.jspecify.annotations.NullMarked;
