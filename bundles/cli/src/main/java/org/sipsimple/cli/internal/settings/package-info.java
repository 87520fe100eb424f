/** {@code sip-settings}. */
@NullMarked
package org.sipsimple.cli.internal.settings;

import org.jspecify.annotations.NullMarked;
