/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.InvalidSettingException;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SipAddress;

/**
 * Keeps ConfigAdmin and the settings the same. What is stored is shown there; what is changed there is stored, and only
 * the difference counts, so that an echo of our own update is nothing. At the start the stored settings win.
 */
@Component(service = ConfigurationListener.class, immediate = true)
public final class ConfigAdminBridge implements ConfigurationListener, SettingsMirror {
    private static final Logger LOG = System.getLogger(ConfigAdminBridge.class.getName());
    private static final String ID = "id";
    private static final String FILE = "felix.fileinstall.filename";

    /** Properties that are not settings. */
    private static final Set<String> FOREIGN =
            Set.of("service.pid", "service.factoryPid", "service.bundleLocation", ID, FILE);

    private final ConfigurationAdmin admin;
    private final SettingsStore store;

    /** Which configuration shows which account; with the store's lock held. */
    private final Map<String, String> accountPids = new TreeMap<>();

    private boolean started;

    @Activate
    public ConfigAdminBridge(@Reference ConfigurationAdmin admin, @Reference SettingsComponent settings) {
        this(admin, settings.store());
    }

    ConfigAdminBridge(ConfigurationAdmin admin, SettingsStore store) {
        this.admin = admin;
        this.store = store;
        store.locked(this::start);
    }

    private void start() {
        for (Configuration configuration : configurations(SettingsKind.ACCOUNT.pid())) {
            String id = accountId(configuration.getPid(), configuration.getProperties());
            if (id != null && store.account(id).isPresent()) {
                accountPids.put(configuration.getPid(), id);
            } else if (property(configuration.getProperties(), FILE) != null) {
                // dropped while we were not there
                read(configuration);
            } else {
                tryTo("remove " + configuration.getPid(), configuration::delete);
            }
        }
        for (StoredObject single : store.singles()) {
            if (single.stored().children().isEmpty()) {
                configurations(single.kind().pid()).stream()
                        .filter(configuration -> property(configuration.getProperties(), FILE) != null)
                        .forEach(this::read);
            }
        }
        store.add(this);
        started = true;
    }

    @Deactivate
    void close() {
        store.remove(this);
    }

    @Override
    public void changed(StoredObject object) {
        tryTo("show the " + object, () -> show(object));
    }

    private void show(StoredObject object) throws IOException {
        Configuration configuration = configuration(object);
        Dictionary<String, Object> before = configuration.getProperties();
        Map<String, Object> settingsBefore = settings(before);
        Dictionary<String, Object> now = Dictionaries.of(object);
        if (before != null && Dictionaries.same(now, settingsBefore)) {
            return;
        }
        for (String name : FOREIGN) {
            Object value = property(before, name);
            if (value != null) {
                now.put(name, value);
            }
        }
        if (object.kind() == SettingsKind.ACCOUNT) {
            now.put(ID, object.id());
        }
        configuration.update(now);
    }

    private Configuration configuration(SettingsObject object) throws IOException {
        if (object.kind() != SettingsKind.ACCOUNT) {
            return admin.getConfiguration(object.kind().pid(), "?");
        }
        for (Map.Entry<String, String> entry : accountPids.entrySet()) {
            if (entry.getValue().equals(object.id())) {
                return admin.getConfiguration(entry.getKey(), "?");
            }
        }
        Configuration created = admin.getFactoryConfiguration(object.kind().pid(), object.id(), "?");
        accountPids.put(created.getPid(), object.id());
        return created;
    }

    @Override
    public void removed(String id) {
        List.copyOf(accountPids.entrySet()).stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .forEach(pid -> {
                    accountPids.remove(pid);
                    tryTo("remove " + pid, () -> admin.getConfiguration(pid, "?")
                            .delete());
                });
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        boolean account = SettingsKind.ACCOUNT.pid().equals(event.getFactoryPid());
        boolean single =
                Set.of(SettingsKind.GENERAL.pid(), SettingsKind.BONJOUR.pid()).contains(event.getPid());
        if (!account && !single) {
            return;
        }
        store.locked(() -> {
            if (started && event.getType() == ConfigurationEvent.CM_UPDATED) {
                // what is there now, which may be newer than the event
                configurations(event.getPid()).forEach(this::read);
            } else if (started && event.getType() == ConfigurationEvent.CM_DELETED) {
                deleted(event.getPid());
            }
        });
    }

    private void deleted(String pid) {
        if (!configurations(pid).isEmpty()) {
            return;
        }
        String id = accountPids.remove(pid);
        if (id != null) {
            store.account(id).ifPresent(account -> tryTo("delete " + account, account::delete));
        } else if (pid.equals(SettingsKind.GENERAL.pid())) {
            apply(pid, store.singles().get(0), new Hashtable<>());
        } else if (pid.equals(SettingsKind.BONJOUR.pid())) {
            apply(pid, store.singles().get(1), new Hashtable<>());
        }
    }

    private void read(Configuration configuration) {
        String pid = configuration.getPid();
        Dictionary<String, Object> properties = configuration.getProperties();
        if (properties == null) {
            return;
        }
        if (pid.equals(SettingsKind.GENERAL.pid())) {
            apply(pid, store.singles().get(0), properties);
        } else if (pid.equals(SettingsKind.BONJOUR.pid())) {
            apply(pid, store.singles().get(1), properties);
        } else {
            readAccount(pid, properties);
        }
    }

    private void readAccount(String pid, Dictionary<String, Object> properties) {
        String id = accountPids.getOrDefault(pid, accountId(pid, properties));
        if (id == null) {
            LOG.log(Level.ERROR, "{0}: no account id; name it org.sipsimple.account-user@domain.cfg", pid);
        } else if (accountPids.containsKey(pid)) {
            store.stored(id).ifPresent(account -> apply(pid, account, properties));
        } else if (accountPids.containsValue(id)) {
            LOG.log(
                    Level.ERROR,
                    "{0}: there is a configuration for the account {1} already",
                    where(pid, properties),
                    id);
        } else {
            accountPids.put(pid, id);
            store.stored(id)
                    .ifPresentOrElse(account -> apply(pid, account, properties), () -> create(pid, id, properties));
        }
    }

    private void create(String pid, String id, Dictionary<String, Object> properties) {
        StoredObject draft = new StoredObject(store, SettingsKind.ACCOUNT, id, ConfigNode.Group.EMPTY);
        Map<String, ConfigNode> changes = wanted(pid, draft, properties);
        tryTo("add the account " + id, () -> store.addAccount(id, changes));
    }

    private void apply(String pid, StoredObject object, Dictionary<String, Object> properties) {
        Map<String, ConfigNode> changes = wanted(pid, object, properties);
        tryTo("store what ConfigAdmin says of " + object, () -> store.store(object, changes));
        removeSecrets(object, properties);
    }

    private Map<String, ConfigNode> wanted(String pid, SettingsObject object, Dictionary<String, Object> properties) {
        Dictionaries.Wanted wanted = Dictionaries.wanted(object, settings(properties));
        for (InvalidSettingException refused : wanted.refused()) {
            LOG.log(Level.ERROR, "{0}: {1}", where(pid, properties, refused.path()), refused.getMessage());
        }
        return wanted.changes();
    }

    /** A change of nothing but the password is no reason for the store to show the object again. */
    private void removeSecrets(StoredObject object, Dictionary<String, Object> properties) {
        boolean secrets = object.settings().stream()
                .anyMatch(setting -> setting.secret() && properties.get(setting.path()) != null);
        if (secrets) {
            changed(object);
        }
    }

    private static Map<String, Object> settings(@Nullable Dictionary<String, Object> properties) {
        Map<String, Object> settings = new HashMap<>();
        if (properties != null) {
            Collections.list(properties.keys()).stream()
                    .filter(name -> !FOREIGN.contains(name) && !name.startsWith("felix.fileinstall."))
                    .forEach(name -> settings.put(name, properties.get(name)));
        }
        return settings;
    }

    private static @Nullable String accountId(String pid, @Nullable Dictionary<String, Object> properties) {
        String id = property(properties, ID);
        if (id == null && pid.startsWith(SettingsKind.ACCOUNT.pid() + "~")) {
            id = pid.substring(SettingsKind.ACCOUNT.pid().length() + 1);
        }
        String file = property(properties, FILE);
        if (file != null && (id == null || !id.contains("@"))) {
            id = file.replaceFirst(".*/", "")
                    .replaceFirst("^" + SettingsKind.ACCOUNT.pid() + "[-~]", "")
                    .replaceFirst("\\.(cfg|config)$", "")
                    .replace("%40", "@");
        }
        try {
            return id == null ? null : SipAddress.parse(id).toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String property(@Nullable Dictionary<String, Object> properties, String name) {
        Object value = properties == null ? null : properties.get(name);
        return value == null ? null : value.toString();
    }

    private static String where(String pid, Dictionary<String, Object> properties) {
        String file = property(properties, FILE);
        return file == null ? "configuration " + pid : file;
    }

    /** With the line of a dropped file. */
    private static String where(String pid, Dictionary<String, Object> properties, String path) {
        return where(pid, properties) + DroppedFile.line(property(properties, FILE), path);
    }

    private List<Configuration> configurations(String pid) {
        String property = pid.equals(SettingsKind.ACCOUNT.pid()) ? "service.factoryPid" : "service.pid";
        try {
            Configuration[] found = admin.listConfigurations("(" + property + "=" + escaped(pid) + ")");
            return found == null ? List.of() : Arrays.asList(found);
        } catch (IOException | InvalidSyntaxException e) {
            LOG.log(Level.ERROR, "cannot ask ConfigAdmin for " + pid, e);
            return List.of();
        }
    }

    private static String escaped(String value) {
        return value.replaceAll("([\\\\*()])", "\\\\$1");
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException, ConfigurationException;
    }

    private static void tryTo(String what, Step step) {
        try {
            step.run();
        } catch (IOException | ConfigurationException e) {
            LOG.log(Level.ERROR, "cannot {0}: {1}", what, e.getMessage());
        }
    }
}
