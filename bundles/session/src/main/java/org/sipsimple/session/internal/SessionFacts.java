/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.sip.Invitation;
import org.sipsimple.api.sip.NameAddress;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.api.stream.MediaStream;

/** What the getters of a session tell. Written on the session's executor, read by any thread. */
final class SessionFacts {
    volatile @Nullable Direction direction;
    volatile @Nullable Transport transport;
    volatile @Nullable Instant startTime;
    volatile @Nullable Instant stopTime;
    volatile @Nullable InetAddress localAddress;
    volatile @Nullable String remoteUserAgent;
    volatile @Nullable NameAddress localIdentity;
    volatile @Nullable NameAddress remoteIdentity;
    volatile @Nullable String subject;
    volatile @Nullable Session replacedSession;
    volatile boolean remoteFocus;
    volatile List<MediaStream> streams = List.of();
    volatile List<MediaStream> proposedStreams = List.of();

    boolean hasStarted() {
        return startTime != null;
    }

    /** Takes over what the dialog has learned by now. */
    void learn(Invitation invitation) {
        invitation.transport().ifPresent(value -> transport = value);
        invitation.remoteUserAgent().ifPresent(value -> remoteUserAgent = value);
        invitation.localIdentity().ifPresent(value -> localIdentity = value);
        invitation.remoteIdentity().ifPresent(value -> remoteIdentity = value);
        invitation.remoteContact().ifPresent(value -> remoteFocus = value.isFocus());
    }
}
