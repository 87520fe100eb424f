/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Optional;

/** What the recipient of a REFER should contact (RFC 3515 section 2.1). */
public record ReferToHeader(NameAddress address) implements NameAddressHeader {

    /** That URI without name and parameters. */
    public static ReferToHeader of(SipUri uri) {
        return new ReferToHeader(NameAddress.of(uri));
    }

    /** @throws SipSyntaxException when the value is no such address */
    public static ReferToHeader parse(String value) {
        return new ReferToHeader(NameAddress.parse(value));
    }

    @Override
    public String name() {
        return "Refer-To";
    }

    /** The method to use, INVITE when the URI names none. */
    public String method() {
        return uri().parameter("method").orElse("INVITE");
    }

    /** The dialog to replace, for an attended transfer (RFC 3891). */
    public Optional<ReplacesHeader> replaces() {
        return uri().header("Replaces").map(ReplacesHeader::parse);
    }

    /** The same target asked to replace that dialog. */
    public ReferToHeader withReplaces(ReplacesHeader replaces) {
        return new ReferToHeader(address.withUri(uri().withHeader("Replaces", replaces.value())));
    }

    /** The header line. */
    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
