/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Adds settings to the objects of one kind, or replaces some. Publish it as an OSGi service; when the service goes the
 * settings go too, and what is stored for them is kept for its return. Spec: Developer Guide, "SettingsObjectExtension".
 */
@ConsumerType
public interface SettingsObjectExtension {

    /** Which objects are extended. */
    SettingsKind extended();

    List<SettingsGroup> groups();
}
