/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.util.Objects;

/**
 * Names a setting and says what it is when nobody set it. Modules declare the keys they read beside the code that reads
 * them.
 *
 * @param path the seeds' dotted name, for example {@code rtp.srtp_encryption}
 * @param type what values are
 * @param defaultValue used when unset
 */
public record SettingKey<T>(String path, Class<T> type, T defaultValue) {
    public SettingKey {
        Objects.requireNonNull(path);
        Objects.requireNonNull(type);
        Objects.requireNonNull(defaultValue);
    }
}
