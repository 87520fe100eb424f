/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An element that stands where a schema leaves room for others: a typed one that some bundle knows, or an
 * {@link XmlElement} kept as it was. Implementations are immutable and compare by value.
 */
@ConsumerType
public interface Extension {

    /** Writes the whole element. */
    void write(XmlWriter out);
}
