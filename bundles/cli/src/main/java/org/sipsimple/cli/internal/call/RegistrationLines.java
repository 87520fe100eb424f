/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.sipsimple.api.account.AccountNotification;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;

/** What tools tell of registrations, in the words of the Developer Guide. */
public final class RegistrationLines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private RegistrationLines() {}

    /** For example {@code 192.0.2.1:5060;transport=udp}. */
    public static String text(Route route) {
        return route.host() + ":" + route.port() + ";transport="
                + route.transport().parameter();
    }

    /** With the time it is still bound. */
    public static String text(ContactHeader contact) {
        return contact.uri()
                + (contact.expires().isPresent()
                        ? " (expires in " + contact.expires().getAsLong() + " seconds)"
                        : "");
    }

    /** The bindings of other devices. */
    public static List<ContactHeader> others(AccountNotification.RegistrationDidSucceed success) {
        return success.contacts().stream()
                .filter(contact -> !contact.uri().equals(success.contact().uri()))
                .toList();
    }

    /** Tells what matters to somebody who waits for calls; refreshes that change nothing don't. */
    public static void say(PrintStream say, AccountNotification event) {
        if (event instanceof AccountNotification.RegistrationDidSucceed success) {
            say.printf(
                    "%s Registered contact \"%s\" for %s at %s (expires in %d seconds).%n",
                    at(success.timestamp()),
                    success.contact().uri(),
                    success.sender().uri(),
                    text(success.route()),
                    success.expires().toSeconds());
            List<ContactHeader> others = others(success);
            if (!others.isEmpty()) {
                say.println("Other registered contacts:");
                others.forEach(contact -> say.println("  " + text(contact)));
            }
        } else if (event instanceof AccountNotification.RegistrationDidFail failure) {
            say.printf(
                    "%s Registration failed: %s (retrying in %d seconds).%n",
                    at(failure.timestamp()),
                    failure.error(),
                    failure.retryAfter().toSeconds());
        } else if (event instanceof AccountNotification.RegistrationDidEnd) {
            say.println(at(event.timestamp()) + " Registration ended.");
        }
    }

    private static String at(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }
}
