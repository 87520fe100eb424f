/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** Reads {@code name-addr} and {@code addr-spec} with parameters (RFC 3261 section 25.1). */
final class NameAddressParser {

    private NameAddressParser() {}

    static NameAddress parse(String text) {
        throw new UnsupportedOperationException(text);
    }
}
