/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.session.SessionFailedException;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.session.SessionTimers;

/** Tells the peer where we are now, by the Contact and the media lines of a re-INVITE. Nobody waits for it. */
final class AddressChange implements LocalChange {
    private final SessionCore core;
    private @Nullable ContactHeader contact;

    AddressChange(SessionCore core) {
        this.core = core;
    }

    @Override
    public boolean begin() {
        Optional<Route> route = core.peerRoute();
        route.ifPresent(way -> {
            core.moveTo(core.services.engine().contactAddress(way).getAddress());
            ContactHeader fresh = core.account.contact(way);
            boolean focus = core.invitation()
                    .localContact()
                    .filter(ContactHeader::isFocus)
                    .isPresent();
            contact = focus ? fresh.withParameter("isfocus", "") : fresh;
        });
        return route.isPresent();
    }

    @Override
    public MediaLines lines(MediaLines current) {
        return current;
    }

    @Override
    public Optional<ContactHeader> contact() {
        return Optional.ofNullable(contact);
    }

    @Override
    public Duration limit(SessionTimers timers) {
        return timers.update().multipliedBy(6); // the network may still be settling: let the INVITE be repeated
    }

    @Override
    public void agreed(Agreement agreement, MediaLines offered, Runnable whenDone) {
        whenDone.run();
    }

    @Override
    public void refused(Ending why) {}

    @Override
    public void abandon(SessionFailedException cause) {}
}
