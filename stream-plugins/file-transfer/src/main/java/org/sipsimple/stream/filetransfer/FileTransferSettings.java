/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer;

import java.nio.file.Path;

import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.SettingsView;

/** The settings that file transfers read. */
public final class FileTransferSettings {
    /** Where received files go. Seed: {@code file_transfer.directory}. */
    public static final SettingKey<FilePath> DIRECTORY =
            new SettingKey<>("file_transfer.directory", FilePath.class, new FilePath("file_transfers"));

    /** What a relative {@link #DIRECTORY} is in. Seed: {@code user_data_directory}. */
    public static final SettingKey<FilePath> DATA =
            new SettingKey<>("user_data_directory", FilePath.class, new FilePath("~/sipclient"));

    private FileTransferSettings() {}

    /** The directory of received files. */
    public static Path directory(SettingsView settings) {
        return settings.get(DIRECTORY).in(settings.get(DATA));
    }
}
