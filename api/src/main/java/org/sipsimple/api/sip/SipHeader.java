/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A header field: a name and a value that is valid on the wire. The records of this package are the typed ones, {@link
 * GenericHeader} takes any other; plugins may add their own. Implementations are immutable, and refuse at construction
 * whatever would break out of the header line.
 */
@ConsumerType
public interface SipHeader {

    /** The full name as it is written, for example {@code Refer-To}; compared without case. */
    String name();

    /** The value on one line, without the name and without a line end. */
    String value();
}
