/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.addressbook;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * What happens with subscriptions of a contact, and to it.
 *
 * @param policy whether it may subscribe
 * @param subscribe whether we subscribe to it
 */
public record Handling(Policy policy, boolean subscribe) {
    public Handling {
        Check.present(policy, "policy");
    }

    /** Whether someone may subscribe. */
    public enum Policy {
        ALLOW,
        BLOCK,
        DEFAULT
    }

    /** The default policy, and no subscription. */
    public static final Handling DEFAULT = new Handling(Policy.DEFAULT, false);

    void write(String element, XmlWriter out) {
        out.start(AddressBook.NAMESPACE, element)
                .element(AddressBook.NAMESPACE, "policy", policy)
                .element(AddressBook.NAMESPACE, "subscribe", Boolean.valueOf(subscribe))
                .end();
    }

    public Handling withPolicy(Policy changed) {
        return new Handling(changed, subscribe);
    }

    public Handling withSubscribe(boolean changed) {
        return new Handling(policy, changed);
    }
}
