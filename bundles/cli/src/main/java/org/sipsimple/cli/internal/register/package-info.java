/** {@code sip-register}. */
@NullMarked
package org.sipsimple.cli.internal.register;

import org.jspecify.annotations.NullMarked;
