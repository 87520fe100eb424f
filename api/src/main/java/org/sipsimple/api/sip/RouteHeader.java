/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** A hop the request must visit, or the outbound proxy (RFC 3261 section 20.34). */
public record RouteHeader(NameAddress address) implements NameAddressHeader {

    /** That URI without name and parameters. */
    public static RouteHeader of(SipUri uri) {
        return new RouteHeader(NameAddress.of(uri));
    }

    /** @throws SipSyntaxException when the value is no such address */
    public static RouteHeader parse(String value) {
        return new RouteHeader(NameAddress.parse(value));
    }

    @Override
    public String name() {
        return "Route";
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
