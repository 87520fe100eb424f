/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.storage.internal;

import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.configuration.ConfigurationBackend;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.storage.Storage;
import org.sipsimple.api.storage.XcapStorageFactory;
import org.sipsimple.storage.FileStorage;

/**
 * The storage of the application: its configuration file, and a directory for the rest, which framework or system
 * property {@value #DIRECTORY} names.
 */
@Component(service = Storage.class)
public final class StorageComponent implements Storage {
    static final String DIRECTORY = "org.sipsimple.storage.directory";
    static final String DEFAULT_DIRECTORY = "~/.sipclient";

    private final FileStorage storage;

    @Activate
    public StorageComponent(BundleContext context, @Reference ConfigurationBackend configuration) {
        String directory = Optional.ofNullable(context.getProperty(DIRECTORY)).orElse(DEFAULT_DIRECTORY);
        storage = new FileStorage(new FilePath(directory).normalized(), configuration);
    }

    @Override
    public ConfigurationBackend configurationBackend() {
        return storage.configurationBackend();
    }

    @Override
    public XcapStorageFactory xcapStorageFactory() {
        return storage.xcapStorageFactory();
    }
}
