/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TextParseException;

/** Host names as DNS names. */
public final class HostNames {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private HostNames() {}

    /** An absolute name; letters outside ASCII become punycode. Empty when the text is no host name. */
    public static Optional<Name> parse(String text) {
        String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        try {
            String ascii = PLAIN.matcher(bare).matches() ? bare : IDN.toASCII(bare);
            return PLAIN.matcher(ascii).matches() ? Optional.of(Name.fromString(ascii + ".")) : Optional.empty();
        } catch (IllegalArgumentException | TextParseException e) {
            return Optional.empty();
        }
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
