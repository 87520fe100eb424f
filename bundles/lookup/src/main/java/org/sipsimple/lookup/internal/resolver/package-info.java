/** Answers to DNS questions: which nameservers to ask in which order, aliases, the cache, and the account of one lookup. */
@NullMarked
package org.sipsimple.lookup.internal.resolver;

import org.jspecify.annotations.NullMarked;
