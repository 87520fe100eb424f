/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Where this party can be reached directly (RFC 3261 section 20.10). */
public record ContactHeader(NameAddress address) implements NameAddressHeader {

    /** That URI without name and parameters. */
    public static ContactHeader of(SipUri uri) {
        return new ContactHeader(NameAddress.of(uri));
    }

    /** @throws SipSyntaxException when the value is no such address */
    public static ContactHeader parse(String value) {
        return new ContactHeader(NameAddress.parse(value));
    }

    @Override
    public String name() {
        return "Contact";
    }

    /** Seconds this contact is or should be bound; empty when absent or no number. */
    public OptionalLong expires() {
        return HeaderNumbers.seconds(parameter("expires"));
    }

    /** The preference from 0 to 1; empty when absent or no number of that range. */
    public OptionalDouble q() {
        return HeaderNumbers.quality(parameter("q"));
    }

    /** The instance identifier of RFC 5626, a URN without angle brackets. */
    public Optional<String> instanceId() {
        return parameter("+sip.instance")
                .map(id -> id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id);
    }

    /** The public GRUU of a registration's answer (RFC 5627). */
    public Optional<String> publicGruu() {
        return parameter("pub-gruu");
    }

    /** The temporary GRUU of a registration's answer (RFC 5627). */
    public Optional<String> temporaryGruu() {
        return parameter("temp-gruu");
    }

    /** Whether the party is a conference focus (RFC 4579). */
    public boolean isFocus() {
        return parameter("isfocus").isPresent();
    }

    /** The same contact with these seconds of binding. */
    public ContactHeader withExpires(long seconds) {
        return new ContactHeader(address.withParameter("expires", Long.toString(seconds)));
    }

    /** The same contact with this header parameter; {@code ""} for one without a value. */
    public ContactHeader withParameter(String name, String value) {
        return new ContactHeader(address.withParameter(name, value));
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
