/** {@code sip-message}. */
@NullMarked
package org.sipsimple.cli.internal.message;

import org.jspecify.annotations.NullMarked;
