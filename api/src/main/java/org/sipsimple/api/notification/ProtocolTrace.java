/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.notification;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A notification that shows a protocol at work: a message on the wire, or a remark on one. Whoever writes traces needs to
 * know no protocol.
 */
@ConsumerType
public interface ProtocolTrace extends Notification {

    /** Short, in lower case: {@code msrp}, {@code xcap}. Setting {@code logs.trace_PROTOCOL} switches its trace on. */
    String protocol();

    /** What happened in one or more lines, without secrets. */
    String text();
}
