/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.util.Map;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.EngineNotification;
import org.sipsimple.api.sip.SipMessage;

/**
 * A {@link Phone} without a server. Arguments: its address, user, and whom to call; without the last it waits for a call. Says the
 * Contact of each request that comes in, and ends the call when it is told a line.
 */
final class DirectPhone {
    private DirectPhone() {}

    public static void main(String[] args) throws Exception {
        try (Phone phone = new Phone(args[0])) {
            phone.notifications.observe(EngineNotification.SipTrace.class, DirectPhone::tellContact);
            phone.trace();
            Account account = phone.add(args[1], args[0], Map.of());
            System.out.println("READY .");
            Call call = args.length > 2 ? phone.dial(account, args[2]) : accepted(phone.awaitCall());
            call.await(SessionNotification.DidStart.class);
            System.out.println("STARTED .");
            if (System.in.read() == '\n') {
                call.end();
            } else {
                call.await(SessionNotification.DidEnd.class);
            }
            System.out.println("ENDED .");
        }
        System.out.println("DONE .");
    }

    private static Call accepted(Call call) {
        call.accept();
        return call;
    }

    private static void tellContact(EngineNotification.SipTrace trace) {
        SipMessage message = trace.message();
        if (trace.received() && message.isRequest()) {
            for (ContactHeader contact : message.headers().contacts()) {
                System.out.println(message.method() + " " + contact.uri().hostPort());
            }
        }
    }
}
