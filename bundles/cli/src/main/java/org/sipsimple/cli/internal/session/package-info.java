/** {@code sip-session}: several sessions with any streams, commands and text typed as lines. */
@NullMarked
package org.sipsimple.cli.internal.session;

import org.jspecify.annotations.NullMarked;
