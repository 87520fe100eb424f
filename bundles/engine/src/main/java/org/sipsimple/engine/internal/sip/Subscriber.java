/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;

/**
 * The peer that has subscribed to something of ours: where it is, by its last SUBSCRIBE. Its methods are called with the
 * lock of the owner held.
 */
final class Subscriber {
    static final String SUBSCRIBE = "SUBSCRIBE";

    private ContactHeader contact;
    private @Nullable InetSocketAddress address;

    Subscriber(ContactHeader contact, @Nullable InetSocketAddress address) {
        this.contact = contact;
        this.address = address;
    }

    ContactHeader contact() {
        return contact;
    }

    Optional<InetSocketAddress> address() {
        return Optional.ofNullable(address);
    }

    /** It has refreshed, maybe from elsewhere. */
    void heard(DialogRequest subscribe, Notifier notifier) {
        address = subscribe.peer() == null ? address : subscribe.peer();
        subscribe.message().headers().contacts().stream().findFirst().ifPresent(changed -> {
            contact = changed;
            notifier.retarget(changed.uri());
        });
    }

    /** What any request in the dialog is answered with; 0 for a SUBSCRIBE to that event, which the state decides about. */
    static int answerTo(SipMessage request, Predicate<EventHeader> isOurs) {
        if (!request.method().equals(SUBSCRIBE)) {
            return request.method().equals("OPTIONS") ? 200 : 405;
        }
        try {
            request.requestUri();
            request.headers().expires();
            request.headers().contacts();
            return request.headers().event().filter(isOurs).isPresent() ? 0 : 489;
        } catch (SipSyntaxException e) {
            return 400;
        }
    }
}
