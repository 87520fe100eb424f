/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.storage;

import java.nio.file.Path;

import org.sipsimple.api.configuration.ConfigurationBackend;
import org.sipsimple.api.configuration.ConfigurationFiles;
import org.sipsimple.api.storage.Storage;
import org.sipsimple.api.storage.XcapStorageFactory;
import org.sipsimple.storage.internal.XcapFolder;

/**
 * Everything below one directory: the file {@code config}, and {@code xcap/ACCOUNT/NAME}. Only its owner may read what is
 * made here. Thread-safe.
 */
public final class FileStorage implements Storage {
    private static final String CONFIGURATION = "config";

    private final ConfigurationBackend configuration;
    private final XcapStorageFactory xcap;

    /** @param directory made, with its parents, when something is saved */
    public FileStorage(Path directory, ConfigurationFiles files) {
        this(directory, files.open(directory.resolve(CONFIGURATION)));
    }

    /** With the configuration elsewhere. */
    public FileStorage(Path directory, ConfigurationBackend configuration) {
        this.configuration = configuration;
        this.xcap = account -> new XcapFolder(directory.toAbsolutePath(), account);
    }

    @Override
    public ConfigurationBackend configurationBackend() {
        return configuration;
    }

    @Override
    public XcapStorageFactory xcapStorageFactory() {
        return xcap;
    }
}
