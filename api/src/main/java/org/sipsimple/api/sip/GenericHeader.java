/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/**
 * Any header field, its value as it stands on the wire.
 *
 * @param name a token, kept as given
 * @param value the value without blanks around it; may be empty
 */
public record GenericHeader(String name, String value) implements SipHeader {

    /** @throws SipSyntaxException when the name is no token or the value holds control characters */
    public GenericHeader {
        Chars.requireToken("header name", name);
        if (!Chars.isLine(value)) {
            Chars.requireLine("header " + name, value, HeaderNames.isSecret(name));
        }
        value = value.strip();
    }

    /** The header line; the value of one that carries credentials is hidden. */
    @Override
    public String toString() {
        return name + ": " + (HeaderNames.isSecret(name) ? "(hidden)" : value);
    }
}
