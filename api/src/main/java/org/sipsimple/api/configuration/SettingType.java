/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * How values of a setting are stored and shown. Stateless, thread-safe. {@link SettingTypes} has the ones of the SDK;
 * bundles may write their own.
 */
@ConsumerType
public interface SettingType<T> {

    /** The name users see, for example {@code PortRange}. */
    String name();

    /** What values are. */
    Class<? super T> valueClass();

    /**
     * The value a stored node stands for.
     *
     * @throws IllegalArgumentException when it stands for none; the message says what is expected
     */
    T read(ConfigNode node);

    /** What to store for a value; never {@link ConfigNode.Default}. */
    ConfigNode write(T value);

    /** The texts a user can choose from; empty when there are too many. */
    default List<String> options() {
        return List.of();
    }
}
