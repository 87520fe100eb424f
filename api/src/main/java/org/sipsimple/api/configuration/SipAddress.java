/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.Locale;

/**
 * A SIP address without scheme, {@code user@domain}: the id of an account. The domain is kept in lower case, so that
 * one address has one spelling. The seeds' {@code SIPAddress}.
 */
public record SipAddress(String username, String domain) {

    /** @throws IllegalArgumentException when it is none */
    public SipAddress {
        domain = domain.toLowerCase(Locale.ROOT);
        if (!username.matches("[A-Za-z0-9_.!~*'()&=+$,;?/%-]+")
                || !domain.matches("[a-z0-9]([a-z0-9_.-]*[a-z0-9])?|\\[[0-9a-f:.]+\\]")) {
            throw new IllegalArgumentException(
                    "\"" + username + "@" + domain + "\" is no SIP address: user@domain is expected");
        }
    }

    /** @throws IllegalArgumentException when the text is none */
    public static SipAddress parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1) {
            throw new IllegalArgumentException("\"" + text + "\" is no SIP address: user@domain is expected");
        }
        return new SipAddress(text.substring(0, at), text.substring(at + 1));
    }

    @Override
    public String toString() {
        return username + "@" + domain;
    }
}
