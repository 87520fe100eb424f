/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.net.IDN;
import java.util.Optional;

import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TextParseException;

/** Host names as DNS names. */
public final class HostNames {
    private HostNames() {}

    /** An absolute name; letters outside ASCII become punycode. Empty when the text is no host name. */
    public static Optional<Name> parse(String text) {
        String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        try {
            String ascii = plain(bare) ? bare : IDN.toASCII(bare);
            return plain(ascii) ? Optional.of(Name.fromString(ascii + ".")) : Optional.empty();
        } catch (IllegalArgumentException | TextParseException e) {
            return Optional.empty();
        }
    }

    /** Whether all labels are of letters, digits, hyphens and underscores, and none is empty. */
    private static boolean plain(String text) {
        boolean inLabel = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dot = c == '.';
            if (dot
                    ? !inLabel
                    : !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '-' || c == '_')) {
                return false;
            }
            inLabel = !dot;
        }
        return inLabel;
    }

    /** A name with labels put before it, for example {@code _sip._udp}. Empty when that is too long for the DNS. */
    public static Optional<Name> below(String prefix, Name name) {
        try {
            return Optional.of(Name.concatenate(Name.fromConstantString(prefix), name));
        } catch (NameTooLongException e) {
            return Optional.empty();
        }
    }
}
