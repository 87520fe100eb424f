/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Optional;

/** Who sends the request (RFC 3261 section 20.20). */
public record FromHeader(NameAddress address) implements NameAddressHeader {

    /** That URI without name and parameters. */
    public static FromHeader of(SipUri uri) {
        return new FromHeader(NameAddress.of(uri));
    }

    /** @throws SipSyntaxException when the value is no such address */
    public static FromHeader parse(String value) {
        return new FromHeader(NameAddress.parse(value));
    }

    @Override
    public String name() {
        return "From";
    }

    /** The dialog tag of this side. */
    public Optional<String> tag() {
        return parameter("tag");
    }

    /** The same header with this dialog tag. */
    public FromHeader withTag(String tag) {
        return new FromHeader(address.withParameter("tag", tag));
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
