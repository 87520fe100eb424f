/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import org.jspecify.annotations.Nullable;

/** A way to say who we are that a server has asked for. Thread-safe. */
interface Login {

    /**
     * What to send with one request.
     *
     * @param header the value of {@code Authorization}; secret
     * @param proof what the server may prove its own knowledge of the password by; null when it cannot
     */
    record Answer(String header, @Nullable String proof) {
        @Override
        public String toString() {
            return "Answer[hidden]";
        }
    }

    /** @param target path and query as they stand in the request line */
    Answer answer(String method, String target);

    /** The login to go on with when the server has named the next nonce, or null for none. */
    Login next(@Nullable String nonce);
}
