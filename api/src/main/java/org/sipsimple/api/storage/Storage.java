/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.storage;

import org.osgi.annotation.versioning.ConsumerType;

import org.sipsimple.api.configuration.ConfigurationBackend;

/**
 * Where everything is kept; an OSGi service. Applications may bring their own. Spec: Developer Guide, "Storage API"; the
 * seed's {@code ISIPSimpleStorage}.
 */
@ConsumerType
public interface Storage {

    /** Keeps the configuration. The same one each time. */
    ConfigurationBackend configurationBackend();

    /** Makes what keeps XCAP documents, for each account. The same one each time. */
    XcapStorageFactory xcapStorageFactory();
}
