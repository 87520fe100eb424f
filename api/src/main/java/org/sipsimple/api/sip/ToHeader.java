/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Optional;

/** Whom the request is for (RFC 3261 section 20.39). */
public record ToHeader(NameAddress address) implements NameAddressHeader {

    /** That URI without name and parameters. */
    public static ToHeader of(SipUri uri) {
        return new ToHeader(NameAddress.of(uri));
    }

    /** @throws SipSyntaxException when the value is no such address */
    public static ToHeader parse(String value) {
        return new ToHeader(NameAddress.parse(value));
    }

    @Override
    public String name() {
        return "To";
    }

    /** The dialog tag of this side. */
    public Optional<String> tag() {
        return parameter("tag");
    }

    /** The same header with this dialog tag. */
    public ToHeader withTag(String tag) {
        return new ToHeader(address.withParameter("tag", tag));
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
