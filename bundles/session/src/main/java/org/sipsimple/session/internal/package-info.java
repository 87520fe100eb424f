/**
 * How a session works: one state table, and one {@code Procedure} at a time that gets the events of the dialog. Read
 * {@code SessionCore} first, then the procedures in the order of a call: {@code OutgoingSetup} or {@code IncomingSetup},
 * {@code Startup}, {@code Steady}, {@code LocalUpdate} or {@code RemoteUpdate}, {@code Termination}.
 */
@NullMarked
package org.sipsimple.session.internal;

import org.jspecify.annotations.NullMarked;
