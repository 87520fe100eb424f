/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.interop;

import java.util.Map;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.account.AccountRegistration;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.SipUri;

/**
 * A {@link Phone} on a host behind a NAT. Arguments: its address, user, proxy, and whom to call; without the last it waits
 * for a call. Says where it is registered, and ends the call when it is told a line.
 */
final class NatPhone {
    private NatPhone() {}

    public static void main(String[] args) throws Exception {
        try (Phone phone = new Phone(args[0], SipUri.parse(args[2]))) {
            Account account = phone.register(args[1], Map.of());
            SipUri contact = account.facet(AccountRegistration.class)
                    .flatMap(AccountRegistration::contact)
                    .orElseThrow()
                    .uri();
            System.out.println("REGISTERED " + contact.hostPort());
            Call call = args.length > 3 ? phone.dial(account, args[3]) : accepted(phone.awaitCall());
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
}
