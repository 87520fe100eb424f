/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.util.List;

/** No nameserver gave a usable answer; the message names each with what it did. */
public final class QueryFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    QueryFailedException(Question question, List<String> attempts) {
        this(question, attempts.isEmpty() ? "there is no nameserver to ask" : String.join("; ", attempts));
    }

    QueryFailedException(Question question, String reason) {
        super(question + ": " + reason);
        this.reason = reason;
    }

    /** The message without the question. */
    String reason() {
        return reason;
    }
}
