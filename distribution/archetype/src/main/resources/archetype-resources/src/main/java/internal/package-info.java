/** How ${streamType} is negotiated and carried. */
@NullMarked
package ${package}.internal;

import org.jspecify.annotations.NullMarked;
