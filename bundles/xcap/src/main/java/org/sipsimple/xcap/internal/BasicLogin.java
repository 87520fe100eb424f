/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.sip.Credentials;

/** Name and password as they are, base64 around them (RFC 7617); for TLS only. */
final class BasicLogin implements Login {
    private final String header;

    private BasicLogin(String header) {
        this.header = header;
    }

    /** Null when there is no password to send, or not for this realm. */
    static @Nullable BasicLogin of(Challenge challenge, Credentials credentials) {
        String password = credentials.password().orElse(null);
        boolean fits = password != null
                && credentials.username().indexOf(':') < 0
                && credentials.realm().map(challenge.text("realm")::equals).orElse(true);
        if (!fits) {
            return null;
        }
        byte[] both = (credentials.username() + ':' + password).getBytes(StandardCharsets.UTF_8);
        return new BasicLogin("Basic " + Base64.getEncoder().encodeToString(both));
    }

    @Override
    public Answer answer(String method, String target) {
        return new Answer(header, null);
    }

    @Override
    public Login next(@Nullable String nonce) {
        return this;
    }
}
