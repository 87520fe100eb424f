/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.filebackend.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigurationBackend;
import org.sipsimple.api.configuration.ConfigurationBackendException;
import org.sipsimple.api.configuration.ConfigurationFiles;
import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.filebackend.FileBackend;

/**
 * The configuration file of the application. Where it is says the framework or system property {@value #FILE}, as
 * nothing can be configured before it is read.
 */
@Component(service = {ConfigurationBackend.class, ConfigurationFiles.class})
public final class FileBackendComponent implements ConfigurationBackend, ConfigurationFiles {
    /** Names the file; without it, {@value #DEFAULT_FILE}. */
    public static final String FILE = "org.sipsimple.configuration.file";

    static final String DEFAULT_FILE = "~/.sipclient/config";

    private final FileBackend backend;

    @Activate
    public FileBackendComponent(BundleContext context) {
        this(Optional.ofNullable(context.getProperty(FILE)).orElse(DEFAULT_FILE));
    }

    FileBackendComponent(String file) {
        backend = new FileBackend(new FilePath(file).normalized());
    }

    @Override
    public ConfigurationBackend open(Path file) {
        return new FileBackend(file);
    }

    @Override
    public ConfigNode.Group load() throws ConfigurationBackendException {
        return backend.load();
    }

    @Override
    public void save(ConfigNode.Group data) throws ConfigurationBackendException {
        backend.save(data);
    }

    @Override
    public boolean changedOutside() {
        return backend.changedOutside();
    }

    @Override
    public Optional<String> whereIs(List<String> path) {
        return backend.whereIs(path);
    }

    @Override
    public Recovery recover() throws ConfigurationBackendException {
        return backend.recover();
    }
}
