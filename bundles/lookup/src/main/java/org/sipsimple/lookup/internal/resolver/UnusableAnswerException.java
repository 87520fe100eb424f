/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import org.xbill.DNS.Rcode;

/** A nameserver answered, but not the question; another one may. */
final class UnusableAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    UnusableAnswerException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** Whether the nameserver may have stumbled over EDNS (RFC 6891 section 7). */
    boolean mayBeOfEdns() {
        return code == Rcode.FORMERR || code == Rcode.NOTIMP || code == Rcode.BADVERS;
    }
}
