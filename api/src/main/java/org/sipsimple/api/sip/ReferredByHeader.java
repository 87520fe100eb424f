/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** Who asked the sender to make this request (RFC 3892). */
public record ReferredByHeader(NameAddress address) implements NameAddressHeader {

    /** That URI without name and parameters. */
    public static ReferredByHeader of(SipUri uri) {
        return new ReferredByHeader(NameAddress.of(uri));
    }

    /** @throws SipSyntaxException when the value is no such address */
    public static ReferredByHeader parse(String value) {
        return new ReferredByHeader(NameAddress.parse(value));
    }

    @Override
    public String name() {
        return "Referred-By";
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
