/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.storage;

import org.osgi.annotation.versioning.ConsumerType;

/** Makes XCAP storage for accounts. Thread-safe. Spec: Developer Guide, {@code xcap_storage_factory}. */
@ConsumerType
@FunctionalInterface
public interface XcapStorageFactory {

    /**
     * The storage of that account, empty if it is new. Touches nothing yet.
     *
     * @param accountId {@code user@domain}
     */
    XcapStorage open(String accountId);
}
