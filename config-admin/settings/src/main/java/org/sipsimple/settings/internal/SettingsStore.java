/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigurationBackend;
import org.sipsimple.api.configuration.ConfigurationBackendException;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.ConfigurationNotification;
import org.sipsimple.api.configuration.ConfigurationNotification.Operation;
import org.sipsimple.api.configuration.ModifiedValue;
import org.sipsimple.api.configuration.ObjectNotFoundException;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingKey;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsGroup;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SettingsObjectExtension;
import org.sipsimple.api.configuration.SettingsView;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.settings.DefaultConfigurationManager;

/**
 * All settings objects. Every change, wherever it comes from, goes into the configuration manager and to the backend,
 * and then {@link #refresh} compares each object with what is stored now, posts what differs and shows it to the
 * mirrors. One lock orders all that; reading takes no lock.
 */
public final class SettingsStore implements Settings {
    private static final Logger LOG = System.getLogger(SettingsStore.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final DefaultConfigurationManager manager = new DefaultConfigurationManager();
    private final ConfigurationBackend backend;
    private final NotificationCenter notifications;
    private final Clock clock;
    private final Map<SettingsKind, Schema> schemas = new ConcurrentHashMap<>();
    private final List<SettingsObjectExtension> extensions = new ArrayList<>();
    private final Map<String, StoredObject> accounts = new ConcurrentHashMap<>();
    private final List<SettingsMirror> mirrors = new CopyOnWriteArrayList<>();
    private final Set<String> refusedNames = new HashSet<>();
    private final StoredObject general;
    private final StoredObject bonjour;

    public SettingsStore(ConfigurationBackend backend, NotificationCenter notifications, Clock clock)
            throws ConfigurationBackendException {
        this.backend = backend;
        this.notifications = notifications;
        this.clock = clock;
        for (SettingsKind kind : SettingsKind.values()) {
            schemas.put(kind, Schema.of(kind, List.of()));
        }
        manager.start(backend);
        general = new StoredObject(
                this,
                SettingsKind.GENERAL,
                SettingsKind.GENERAL_ID,
                stored(SettingsKind.GENERAL, SettingsKind.GENERAL_ID));
        bonjour = new StoredObject(
                this,
                SettingsKind.BONJOUR,
                SettingsKind.BONJOUR_ID,
                stored(SettingsKind.BONJOUR, SettingsKind.BONJOUR_ID));
        for (String id : accountIds()) {
            accounts.put(id, new StoredObject(this, SettingsKind.ACCOUNT, id, stored(SettingsKind.ACCOUNT, id)));
        }
    }

    @Override
    public SettingsObject general() {
        return general;
    }

    @Override
    public SettingsObject bonjour() {
        return bonjour;
    }

    @Override
    public List<SettingsObject> accounts() {
        return accounts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .<SettingsObject>map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public Optional<SettingsObject> account(String id) {
        return Optional.ofNullable(id.equals(bonjour.id()) ? bonjour : accounts.get(id));
    }

    /** The general object and the one of Bonjour. */
    List<StoredObject> singles() {
        return List.of(general, bonjour);
    }

    Optional<StoredObject> stored(String accountId) {
        return Optional.ofNullable(accounts.get(accountId));
    }

    @Override
    public SettingsObject addAccount(SipAddress address) throws ConfigurationException {
        return addAccount(address.toString(), Map.of());
    }

    /** Adds an account that has settings from the beginning. */
    SettingsObject addAccount(String id, Map<String, ConfigNode> changes) throws ConfigurationException {
        lock.lock();
        try {
            checkIsFree(id);
            StoredObject created = new StoredObject(this, SettingsKind.ACCOUNT, id, ConfigNode.Group.EMPTY);
            commit(created, Operation.SAVE, null, () -> {
                manager.update(SettingsKind.ACCOUNT.group(), id, ConfigNode.Group.EMPTY);
                created.updates(changes).forEach(update -> manager.update(SettingsKind.ACCOUNT.group(), id, update));
            });
            return accounts.get(id);
        } finally {
            lock.unlock();
        }
    }

    private void checkIsFree(String id) throws ConfigurationException {
        if (account(id).isPresent()) {
            throw new ConfigurationException("there is an account " + id + " already");
        }
    }

    @Override
    public SettingsView view(String accountId) {
        return new SettingsView() {
            @Override
            public <T> T get(SettingKey<T> key) {
                StoredObject account = accountId.equals(bonjour.id()) ? bonjour : accounts.get(accountId);
                T own = account == null ? null : account.find(key);
                return own == null ? general.get(key) : own;
            }

            @Override
            public <T> @Nullable T get(Setting<T> setting) {
                StoredObject account = accountId.equals(bonjour.id()) ? bonjour : accounts.get(accountId);
                if (account == null || !account.has(setting.path())) {
                    return general.has(setting.path()) ? general.get(setting) : setting.defaultValue();
                }
                T own = account.get(setting);
                return own == null ? account.spelledIn(general, setting) : own;
            }
        };
    }

    @Override
    public Registration register(SettingsObjectExtension extension) {
        locked(() -> {
            checkAddsNothingTwice(extension);
            extensions.add(extension);
            schemaChanged(extension.extended());
        });
        return () -> locked(() -> {
            if (extensions.remove(extension)) {
                schemaChanged(extension.extended());
            }
        });
    }

    private void checkAddsNothingTwice(SettingsObjectExtension extension) {
        Set<String> taken = new HashSet<>();
        extensions.stream()
                .filter(other -> other.extended() == extension.extended())
                .forEach(other -> paths(other).forEach(taken::add));
        paths(extension).filter(path -> !taken.add(path)).findFirst().ifPresent(path -> {
            throw new IllegalArgumentException("another extension has a setting " + path + " already");
        });
    }

    private static Stream<String> paths(SettingsObjectExtension extension) {
        return extension.groups().stream()
                .map(SettingsGroup::settings)
                .flatMap(List::stream)
                .map(setting -> setting.path());
    }

    private void schemaChanged(SettingsKind kind) {
        schemas.put(kind, Schema.of(kind, extensions));
        objects().filter(object -> object.kind() == kind).forEach(object -> {
            object.schemaChanged();
            mirrors.forEach(mirror -> mirror.changed(object));
        });
    }

    @Override
    public void reload() throws ConfigurationException {
        lock.lock();
        try {
            manager.start(backend);
            refresh();
        } finally {
            lock.unlock();
        }
    }

    /** Shows all objects to the mirror, and from then on each change. */
    void add(SettingsMirror mirror) {
        locked(() -> {
            mirrors.add(mirror);
            objects().forEach(mirror::changed);
        });
    }

    void remove(SettingsMirror mirror) {
        mirrors.remove(mirror);
    }

    /** Stores changes of an object other than those made by its {@code set}. */
    void store(SettingsObject object, Map<String, ConfigNode> changes) throws ConfigurationException {
        lock.lock();
        try {
            store((StoredObject) object, changes);
        } finally {
            lock.unlock();
        }
    }

    private void store(StoredObject object, Map<String, ConfigNode> changes) throws ConfigurationException {
        Map<String, ModifiedValue> modified = object.modifiedBy(changes);
        Map<String, ConfigNode> effective = new HashMap<>(changes);
        effective.keySet().retainAll(modified.keySet());
        if (effective.isEmpty()) {
            return;
        }
        commit(object, Operation.SAVE, modified, () -> object.updates(effective)
                .forEach(update -> manager.update(object.kind().group(), object.id(), update)));
    }

    void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    Schema schema(SettingsKind kind) {
        return schemas.get(kind);
    }

    /** For messages: the place in the file, or at least the object. */
    String whereIs(StoredObject object, String path) {
        List<String> names = new ArrayList<>();
        if (object.kind().group() != null) {
            names.add(object.kind().group());
        }
        names.add(object.id());
        names.addAll(List.of(path.split("\\.")));
        return backend.whereIs(names).orElse("configuration") + ", " + object.id();
    }

    void save(StoredObject object) throws ConfigurationException {
        lock.lock();
        try {
            Map<String, ConfigNode> changes = object.unsaved();
            if (changes.isEmpty()) {
                return;
            }
            if (object.kind() == SettingsKind.ACCOUNT && accounts.get(object.id()) != object) {
                throw new ObjectNotFoundException("the account " + object.id() + " has been deleted");
            }
            store(object, changes);
            object.saved(changes);
        } finally {
            lock.unlock();
        }
    }

    void delete(StoredObject object) throws ConfigurationException {
        lock.lock();
        try {
            commit(
                    object,
                    Operation.DELETE,
                    Map.of(),
                    () -> manager.delete(object.kind().group(), object.id()));
        } finally {
            lock.unlock();
        }
    }

    void rename(StoredObject object, String newId) throws ConfigurationException {
        lock.lock();
        try {
            checkIsFree(newId);
            save(object);
            String oldId = object.id();
            commit(object, Operation.SAVE, Map.of(), () -> {
                manager.delete(object.kind().group(), oldId);
                manager.update(object.kind().group(), newId, object.stored());
                // known under the new id before the comparison, which would else see one go and one come
                object.renamed(newId);
                accounts.remove(oldId);
                accounts.put(newId, object);
            });
            mirrors.forEach(mirror -> mirror.removed(oldId));
            mirrors.forEach(mirror -> mirror.changed(object));
            notifications.post(
                    new ConfigurationNotification.SettingsObjectDidChangeId(object, clock.instant(), oldId, newId));
        } finally {
            lock.unlock();
        }
    }

    private void commit(
            StoredObject object, Operation operation, @Nullable Map<String, ModifiedValue> modified, Runnable changes)
            throws ConfigurationBackendException {
        String id = object.id();
        try {
            changes.run();
            manager.save();
        } catch (ConfigurationBackendException e) {
            if (!object.id().equals(id)) {
                accounts.remove(object.id());
                object.renamed(id);
                accounts.put(id, object);
            }
            notifications.post(
                    new ConfigurationNotification.ManagerSaveFailed(object, clock.instant(), modified, operation, e));
            throw e;
        }
        refresh();
    }

    private void refresh() {
        List<String> ids = accountIds();
        for (String id : Set.copyOf(accounts.keySet())) {
            if (!ids.contains(id)) {
                StoredObject gone = accounts.remove(id);
                mirrors.forEach(mirror -> mirror.removed(id));
                notifications.post(new ConfigurationNotification.SettingsObjectWasDeleted(gone, clock.instant()));
            }
        }
        for (String id : ids) {
            if (!accounts.containsKey(id)) {
                StoredObject created =
                        new StoredObject(this, SettingsKind.ACCOUNT, id, stored(SettingsKind.ACCOUNT, id));
                accounts.put(id, created);
                mirrors.forEach(mirror -> mirror.changed(created));
                notifications.post(new ConfigurationNotification.SettingsObjectWasCreated(created, clock.instant()));
            }
        }
        objects().forEach(this::refresh);
    }

    private void refresh(StoredObject object) {
        ConfigNode.Group now = stored(object.kind(), object.id());
        if (now.equals(object.stored())) {
            return;
        }
        Map<String, ModifiedValue> modified = object.accept(now);
        mirrors.forEach(mirror -> mirror.changed(object));
        if (!modified.isEmpty()) {
            notifications.post(
                    new ConfigurationNotification.SettingsObjectDidChange(object, clock.instant(), modified));
        }
    }

    private Stream<StoredObject> objects() {
        return Stream.concat(Stream.of(general, bonjour), List.copyOf(accounts.values()).stream());
    }

    private ConfigNode.Group stored(SettingsKind kind, String id) {
        try {
            return manager.get(kind.group(), id);
        } catch (ObjectNotFoundException e) {
            return ConfigNode.Group.EMPTY;
        }
    }

    /** Those that are addresses; others stay in the file for whoever understands them. */
    private List<String> accountIds() {
        List<String> ids = new ArrayList<>();
        for (String name : manager.names(SettingsKind.ACCOUNT.group())) {
            if (name.equals(SettingsKind.BONJOUR_ID)) {
                continue;
            }
            try {
                SipAddress.parse(name);
                ids.add(name);
            } catch (IllegalArgumentException e) {
                if (refusedNames.add(name)) {
                    LOG.log(Level.ERROR, "{0}: the account is ignored: {1}", where(name), e.getMessage());
                }
            }
        }
        return ids;
    }

    private String where(String name) {
        return backend.whereIs(List.of("Accounts", name)).orElse("configuration");
    }
}
