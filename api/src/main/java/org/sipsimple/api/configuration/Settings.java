/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** All settings objects of the application; an OSGi service. Thread-safe. Spec: Developer Guide, "Middleware Settings". */
@ProviderType
public interface Settings {

    /** The settings of the whole application, the seeds' {@code SIPSimpleSettings}. */
    SettingsObject general();

    SettingsObject bonjour();

    /** The accounts the user has added, by id; without Bonjour. */
    List<SettingsObject> accounts();

    /** The settings of an account, Bonjour included. */
    Optional<SettingsObject> account(String id);

    /**
     * Adds an account with default settings and stores it.
     *
     * @throws ConfigurationException when there is one of that id already or it cannot be stored
     */
    SettingsObject addAccount(SipAddress id) throws ConfigurationException;

    /**
     * What code acting for an account reads: the account's own value, and where it has none the general one. When there
     * is no such account all values are the general ones.
     */
    SettingsView view(String accountId);

    /**
     * Adds settings until the returned handle is closed; what OSGi does for services, for programs without OSGi.
     *
     * @throws IllegalArgumentException when it has a setting that another extension has added
     */
    Registration register(SettingsObjectExtension extension);

    /** What {@link #register} has added; closing it takes it away. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Reads the stored data again, when it has been changed outside, and posts what is different. */
    void reload() throws ConfigurationException;
}
