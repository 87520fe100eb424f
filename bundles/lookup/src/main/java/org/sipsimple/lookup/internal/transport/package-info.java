/** Getting one DNS message to one nameserver and the answer back; knows nothing of names, caches or SIP. */
@NullMarked
package org.sipsimple.lookup.internal.transport;

import org.jspecify.annotations.NullMarked;
