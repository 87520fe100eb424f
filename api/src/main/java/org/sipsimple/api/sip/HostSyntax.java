/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Host names and addresses as RFC 3261 section 25.1 writes them. */
final class HostSyntax {

    private HostSyntax() {}

    /** The host without brackets, if it is a host name, an IPv4 or an IPv6 address. */
    static String require(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.indexOf(':') >= 0 || bare.length() != host.length()) {
            if (ipv6(bare) == null) {
                throw new SipSyntaxException("not an IPv6 address", host, 0);
            }
            return bare;
        }
        if (host.isEmpty()) {
            throw new SipSyntaxException("host is empty", host, 0);
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            // the underscore is no host name character, yet internal DNS zones and containers use it
            if (!Chars.isAlphanumeric(c) && c != '-' && c != '.' && c != '_') {
                throw new SipSyntaxException("character not allowed in a host", host, i);
            }
        }
        return host;
    }

    /** Whether both name the same host, IPv6 addresses by their value. */
    static boolean same(String first, String second) {
        if (first.equalsIgnoreCase(second)) {
            return true;
        }
        return first.indexOf(':') >= 0 && second.indexOf(':') >= 0 && Arrays.equals(ipv6(first), ipv6(second));
    }

    static void append(StringBuilder out, String host, @Nullable Integer port) {
        if (host.indexOf(':') >= 0) {
            out.append('[').append(host).append(']');
        } else {
            out.append(host);
        }
        if (port != null) {
            out.append(':').append(port.intValue());
        }
    }

    /** The eight groups of an IPv6 address, {@code null} when the text is none (RFC 4291 section 2.2). */
    static int @Nullable [] ipv6(String text) {
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        int at = 0;
        int end = text.length();
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < end) {
            if (count == 8) {
                return null;
            }
            int stop = text.indexOf(':', at);
            int last = stop < 0 ? end : stop;
            if (stop < 0 && text.indexOf('.', at) >= 0) {
                int ipv4 = count > 6 ? -1 : ipv4(text, at, groups, count);
                if (ipv4 < 0) {
                    return null;
                }
                count += 2;
                break;
            }
            int group = hexGroup(text, at, last);
            if (group < 0) {
                return null;
            }
            groups[count++] = group;
            at = last + 1;
            if (at == end && stop >= 0) {
                return null;
            }
            if (at < end && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            }
        }
        return gap < 0 ? (count == 8 ? groups : null) : (count < 8 ? spread(groups, count, gap) : null);
    }

    private static int[] spread(int[] groups, int count, int gap) {
        int[] all = new int[8];
        System.arraycopy(groups, 0, all, 0, gap);
        System.arraycopy(groups, gap, all, 8 - (count - gap), count - gap);
        return all;
    }

    private static int hexGroup(String text, int from, int to) {
        if (to == from || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Chars.hexDigit(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static int ipv4(String text, int from, int[] groups, int index) {
        int at = from;
        for (int part = 0; part < 4; part++) {
            int value = 0;
            int start = at;
            while (at < text.length() && Chars.isDigit(text.charAt(at)) && at - start < 3) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            if (at == start || value > 255 || part < 3 && (at == text.length() || text.charAt(at++) != '.')) {
                return -1;
            }
            groups[index + part / 2] = groups[index + part / 2] << 8 | value;
        }
        return at == text.length() ? 0 : -1;
    }
}
