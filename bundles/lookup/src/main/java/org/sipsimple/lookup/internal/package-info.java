/** DNS lookups as services: the lookup itself, the nameserver list, the component that joins them, and its tool. */
@NullMarked
package org.sipsimple.lookup.internal;

import org.jspecify.annotations.NullMarked;
