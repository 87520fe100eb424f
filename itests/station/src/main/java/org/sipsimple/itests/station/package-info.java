/** A program inside a framework, driven from outside by words. */
@NullMarked
package org.sipsimple.itests.station;

import org.jspecify.annotations.NullMarked;
