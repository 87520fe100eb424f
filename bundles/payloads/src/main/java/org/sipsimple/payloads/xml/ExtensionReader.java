/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import org.osgi.annotation.versioning.ConsumerType;

import org.sipsimple.api.payload.PayloadFormatException;

/**
 * Reads the elements of one namespace where they stand in documents of another, for example rich presence in a PIDF. An
 * OSGi service and, with {@link ExtensionReaderProvider}, found by {@link java.util.ServiceLoader} too. Thread-safe.
 */
@ConsumerType
public interface ExtensionReader {

    /** The URI of the namespace whose elements this reads. */
    String namespace();

    /**
     * Reads the element at the cursor; one of an unknown name is to be returned as {@link XmlCursor#element()} says.
     *
     * @throws PayloadFormatException when the element is not what its name says
     */
    Extension read(XmlCursor in) throws PayloadFormatException;
}
