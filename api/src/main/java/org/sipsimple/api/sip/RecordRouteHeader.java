/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/** A proxy that stays in the path of the dialog (RFC 3261 section 20.30). */
public record RecordRouteHeader(NameAddress address) implements NameAddressHeader {

    /** That URI without name and parameters. */
    public static RecordRouteHeader of(SipUri uri) {
        return new RecordRouteHeader(NameAddress.of(uri));
    }

    /** @throws SipSyntaxException when the value is no such address */
    public static RecordRouteHeader parse(String value) {
        return new RecordRouteHeader(NameAddress.parse(value));
    }

    @Override
    public String name() {
        return "Record-Route";
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
