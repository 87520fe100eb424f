/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.storage;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.sipsimple.api.configuration.ConfigurationBackend;
import org.sipsimple.api.storage.Storage;
import org.sipsimple.api.storage.XcapStorage;
import org.sipsimple.api.storage.XcapStorageFactory;
import org.sipsimple.storage.internal.Names;

/** Everything is gone with this object. Thread-safe. */
public final class MemoryStorage implements Storage {
    private final ConfigurationBackend configuration;
    private final Map<String, XcapStorage> accounts = new ConcurrentHashMap<>();

    /** @param configuration one that keeps nothing either, for example the {@code MemoryBackend} */
    public MemoryStorage(ConfigurationBackend configuration) {
        this.configuration = configuration;
    }

    @Override
    public ConfigurationBackend configurationBackend() {
        return configuration;
    }

    @Override
    public XcapStorageFactory xcapStorageFactory() {
        return account -> accounts.computeIfAbsent(account, id -> new InMemory());
    }

    private static final class InMemory implements XcapStorage {
        private final Map<String, byte[]> documents = new ConcurrentHashMap<>();

        @Override
        public Optional<byte[]> load(String name) {
            return Optional.ofNullable(documents.get(Names.checked(name))).map(byte[]::clone);
        }

        @Override
        public void save(String name, byte[] data) {
            documents.put(Names.checked(name), data.clone());
        }

        @Override
        public void delete(String name) {
            documents.remove(Names.checked(name));
        }

        @Override
        public void purge() {
            documents.clear();
        }
    }
}
