/** The text format, and the services of the bundle. */
@NullMarked
package org.sipsimple.filebackend.internal;

import org.jspecify.annotations.NullMarked;
