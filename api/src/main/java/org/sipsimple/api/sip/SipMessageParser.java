/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import org.jspecify.annotations.Nullable;

/** Finds the parts of a message. */
final class SipMessageParser {

    private SipMessageParser() {}

    /**
     * Where the parts are.
     *
     * @param method of a request, {@code null} for a response
     * @param target Request-URI or reason phrase
     * @param status of a response, 0 for a request
     */
    record Layout(@Nullable String method, String target, int status, SipHeaders headers, int bodyStart, int bodyEnd) {}

    static Layout parse(byte[] raw) {
        throw new UnsupportedOperationException("length " + raw.length);
    }
}
