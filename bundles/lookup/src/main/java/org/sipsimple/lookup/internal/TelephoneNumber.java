/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.xbill.DNS.NAPTRRecord;

/**
 * An international telephone number and its place in the DNS (RFC 6116).
 *
 * @param digits 1 to 15 of them (E.164)
 */
record TelephoneNumber(String digits) {

    /** Empty when the text has no digits, too many, or letters. */
    static Optional<TelephoneNumber> parse(String text) {
        String digits = text.replaceAll("[\\s+().-]", "");
        return digits.matches("[0-9]{1,15}") ? Optional.of(new TelephoneNumber(digits)) : Optional.empty();
    }

    /** For example {@code 0.0.1.0.5.5.5.0.2.1.3.e164.arpa}. */
    String domain() {
        StringBuilder name = new StringBuilder();
        for (int i = digits.length() - 1; i >= 0; i--) {
            name.append(digits.charAt(i)).append('.');
        }
        return name.append("e164.arpa").toString();
    }

    /** The SIP URIs that the records make of this number; rules that do not fit or cannot be read are skipped. */
    List<URI> uris(List<NAPTRRecord> records) {
        return SipPointers.inOrder(records).stream()
                .filter(record -> record.getFlags().equalsIgnoreCase("u") && isSip(record.getService()))
                .map(record -> rewrite(ZoneText.plain(record.getRegexp())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isSip(String service) {
        String upper = service.toUpperCase(Locale.ROOT);
        return upper.startsWith("E2U") && (upper.contains("+SIP") || upper.contains("+VOICE:SIP"));
    }

    /** Applies {@code !pattern!replacement!flags} to the number, with any character as the mark. */
    private Optional<URI> rewrite(String rule) {
        String[] parts = rule.isEmpty() ? new String[0] : rule.split(Pattern.quote(rule.substring(0, 1)), -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        try {
            int flags = parts[3].equalsIgnoreCase("i") ? Pattern.CASE_INSENSITIVE : 0;
            Matcher matcher = Pattern.compile(parts[1], flags).matcher("+" + digits);
            if (!matcher.find()) {
                return Optional.empty();
            }
            return Optional.of(new URI(expand(parts[2], matcher)));
        } catch (PatternSyntaxException | URISyntaxException | IndexOutOfBoundsException e) {
            // the rule comes from the network and is not ours to repair
            return Optional.empty();
        }
    }

    /** Puts groups in for {@code \1} to {@code \9}. */
    private static String expand(String replacement, Matcher matcher) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c == '\\' && i + 1 < replacement.length() && Character.isDigit(replacement.charAt(i + 1))) {
                i++;
                String group = matcher.group(replacement.charAt(i) - '0');
                text.append(group == null ? "" : group);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
