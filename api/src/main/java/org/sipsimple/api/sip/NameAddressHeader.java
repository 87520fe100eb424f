/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Map;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** A header field whose value is one {@link NameAddress}. */
@ProviderType
public interface NameAddressHeader extends SipHeader {

    /** The whole value. */
    NameAddress address();

    /** The URI of {@link #address()}. */
    default SipUri uri() {
        return address().uri();
    }

    /** The display name of {@link #address()}. */
    default Optional<String> displayName() {
        return Optional.ofNullable(address().displayName());
    }

    /** The header parameters of {@link #address()}. */
    default Map<String, String> parameters() {
        return address().parameters();
    }

    /** The header parameter of that name in any case, {@code ""} for one without a value. */
    default Optional<String> parameter(String name) {
        return address().parameter(name);
    }

    @Override
    default String value() {
        return address().toString();
    }
}
