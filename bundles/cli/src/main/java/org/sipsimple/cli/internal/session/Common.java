/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.cli.internal.call.CallServices;
import org.sipsimple.cli.internal.call.EventLoop;

/** What all parts of one run share. */
record Common(CallServices services, MediaFactory media, EventLoop loop, Output output, Pending pending) {}
