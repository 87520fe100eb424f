/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeProvider;

import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigurationNotification;
import org.sipsimple.api.configuration.ConfigurationNotification.SettingsObjectDidChange;
import org.sipsimple.api.configuration.ConfigurationNotification.SettingsObjectWasCreated;
import org.sipsimple.api.configuration.ConfigurationNotification.SettingsObjectWasDeleted;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.ModifiedValue;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.SettingTypes;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsGroup;
import org.sipsimple.api.configuration.SettingsKind;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SettingsObjectExtension;
import org.sipsimple.api.configuration.SipAddress;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.itests.exam.Bundles;
import org.sipsimple.itests.exam.PaxExamExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

/** Settings changed in each of the ways there are, in a real framework with ConfigAdmin and FileInstall. */
@ExtendWith(PaxExamExtension.class)
class ConfigurationIT {
    private static final String DIRECTORY = "org.sipsimple.itests.configuration";

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin admin;

    @Inject
    private Settings settings;

    @Inject
    private NotificationCenter notifications;

    private final BlockingQueue<ConfigurationNotification> seen = new LinkedBlockingQueue<>();
    private Observation observation;

    @Configuration
    static Option[] configuration() throws IOException {
        Path directory = Files.createTempDirectory("configuration");
        Path dropped = Files.createDirectory(directory.resolve("dropped"));
        return options(
                systemProperty(DIRECTORY).value(directory.toString()),
                frameworkProperty("org.sipsimple.configuration.file")
                        .value(directory.resolve("config").toString()),
                frameworkProperty("felix.fileinstall.dir").value(dropped.toString()),
                frameworkProperty("felix.fileinstall.poll").value("100"),
                frameworkProperty("felix.fileinstall.noInitialDelay").value("true"),
                Bundles.framework(),
                Bundles.installed(
                        "org.apache.felix.configadmin",
                        "org.apache.felix.metatype",
                        "org.sipsimple.api",
                        "org.sipsimple.threading",
                        "org.sipsimple.notification",
                        "org.sipsimple.filebackend",
                        "org.sipsimple.settings",
                        "org.apache.felix.fileinstall"));
    }

    @BeforeEach
    void observe() {
        observation = notifications.observe(ConfigurationNotification.class, seen::add);
    }

    @AfterEach
    void stopObserving() {
        observation.close();
        assertEquals(List.of(), List.copyOf(seen), "more was told than expected");
    }

    @Test
    void aSaveIsSeenInConfigAdmin() throws Exception {
        SettingsObject general = settings.general();
        general.set(GeneralSettings.SIP_UDP_PORT, 5080);
        general.save();
        assertEquals(Map.of("sip.udp_port", new ModifiedValue(0, 5080)), nextChange(general));
        assertEquals("5080", properties("(service.pid=org.sipsimple.settings)").get("sip.udp_port"));
        assertTrue(Files.readString(configFile()).contains("udp_port = 5080"));
    }

    @Test
    void aChangeInConfigAdminIsASave() throws Exception {
        var configuration = admin.getConfiguration("org.sipsimple.settings", "?");
        Dictionary<String, Object> properties = configuration.getProperties();
        properties = properties == null ? new Hashtable<>() : properties;
        properties.put("rtp.timeout", 45);
        properties.put("sip.tcp_port", "not a port");
        configuration.update(properties);
        assertEquals(Map.of("rtp.timeout", new ModifiedValue(30, 45)), nextChange(settings.general()));
        await(configFile(), text -> text.contains("timeout = 45"));
    }

    @Test
    void anEditedTextFileIsASave() throws Exception {
        settings.addAccount(SipAddress.parse("edited@example.com"));
        SettingsObject account = next(SettingsObjectWasCreated.class);
        Path temporary = configFile().resolveSibling("edited");
        Files.writeString(
                temporary,
                Files.readString(configFile())
                        .replace("edited@example.com:\n", "edited@example.com:\n        display_name = Ed\n"));
        Files.move(temporary, configFile(), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(Map.of("display_name", new ModifiedValue(null, "Ed")), nextChange(account));
        assertEquals("Ed", properties("(id=edited@example.com)").get("display_name"));
        account.delete();
        assertEquals(account, next(SettingsObjectWasDeleted.class));
        assertNull(admin.listConfigurations("(id=edited@example.com)"));
    }

    @Test
    void aDroppedFileIsAnAccountUntilItIsRemoved() throws Exception {
        Path dropped = directory().resolve("dropped/org.sipsimple.account-drop@example.com.cfg");
        Files.writeString(dropped, "enabled = true\nauth.password = s3cret\nsip.subscribe_interval = never\n");
        SettingsObject account = next(SettingsObjectWasCreated.class);
        assertEquals("drop@example.com", account.id());
        assertEquals(new Password("s3cret"), account.get(AccountSettings.AUTH_PASSWORD));
        assertEquals(600, account.get(AccountSettings.SIP_SUBSCRIBE_INTERVAL));
        assertTrue(Files.readString(configFile()).contains("password = s3cret"));
        assertNull(properties("(id=drop@example.com)").get("auth.password"));
        // FileInstall empties the file before it writes it
        await(dropped, text -> text.contains("drop@example.com") && text.contains("enabled"));
        assertFalse(Files.readString(dropped).contains("s3cret"));

        String edited = Files.readString(dropped) + "\nregistration.interval = 90\n";
        assertEquals(Map.of("registration.interval", new ModifiedValue(600, 90)), changeBy(dropped, edited, account));
        assertEquals(new Password("s3cret"), account.get(AccountSettings.AUTH_PASSWORD));

        assertEquals(account, deletedBy(dropped));
        assertFalse(Files.readString(configFile()).contains("drop@example.com"));
    }

    @Test
    void anExtensionIsThereAsLongAsItsService() throws Exception {
        Setting<Boolean> blink = Setting.of("lamp.blink", SettingTypes.BOOLEAN, false, "Blink on calls");
        ServiceRegistration<SettingsObjectExtension> lamp = context.registerService(
                SettingsObjectExtension.class,
                new SettingsObjectExtension() {
                    @Override
                    public SettingsKind extended() {
                        return SettingsKind.GENERAL;
                    }

                    @Override
                    public List<SettingsGroup> groups() {
                        return List.of(SettingsGroup.of("lamp", blink));
                    }
                },
                null);
        SettingsObject general = settings.general();
        general.set(blink, true);
        general.save();
        assertEquals(Map.of("lamp.blink", new ModifiedValue(false, true)), nextChange(general));
        assertTrue(fields().anyMatch("lamp.blink"::equals));
        lamp.unregister();
        assertFalse(general.settings().contains(blink));
        assertFalse(fields().anyMatch("lamp.blink"::equals));
    }

    private Stream<String> fields() throws Exception {
        var forms = context.getServiceReferences(MetaTypeProvider.class, "(metatype.pid=org.sipsimple.settings)");
        assertEquals(1, forms.size());
        return Arrays.stream(context.getService(forms.iterator().next())
                        .getObjectClassDefinition("org.sipsimple.settings", null)
                        .getAttributeDefinitions(-1))
                .map(AttributeDefinition::getID);
    }

    /**
     * Writes a dropped file until it has been noticed: FileInstall notes what a file is like a moment after it has written
     * it, and does not see what somebody else writes in between.
     */
    private Map<String, ModifiedValue> changeBy(Path dropped, String text, SettingsObject sender) throws Exception {
        for (int i = 0; i < 20; i++) {
            Files.writeString(dropped, text);
            ConfigurationNotification seenNow = seen.poll(3, TimeUnit.SECONDS);
            if (seenNow instanceof SettingsObjectDidChange change) {
                assertEquals(sender, change.sender());
                return change.modified();
            }
            assertNull(seenNow);
        }
        throw new AssertionError("nobody noticed " + text);
    }

    /** Deletes a dropped file until it has been noticed: FileInstall may still write it, and so make it again. */
    private SettingsObject deletedBy(Path dropped) throws Exception {
        for (int i = 0; i < 20; i++) {
            Files.deleteIfExists(dropped);
            ConfigurationNotification seenNow = seen.poll(3, TimeUnit.SECONDS);
            if (seenNow instanceof SettingsObjectWasDeleted deletion) {
                return (SettingsObject) deletion.sender();
            }
            assertNull(seenNow);
        }
        throw new AssertionError("nobody noticed that " + dropped + " is gone");
    }

    private Map<String, ModifiedValue> nextChange(SettingsObject sender) throws InterruptedException {
        SettingsObjectDidChange change = nextOf(SettingsObjectDidChange.class);
        assertEquals(sender, change.sender());
        return change.modified();
    }

    private SettingsObject next(Class<? extends ConfigurationNotification> type) throws InterruptedException {
        return (SettingsObject) nextOf(type).sender();
    }

    private <T extends ConfigurationNotification> T nextOf(Class<T> type) throws InterruptedException {
        ConfigurationNotification next = seen.poll(30, TimeUnit.SECONDS);
        assertNotNull(next, () -> "no " + type.getSimpleName());
        assertEquals(type, next.getClass());
        return type.cast(next);
    }

    private Dictionary<String, Object> properties(String filter) throws Exception {
        var found = admin.listConfigurations(filter);
        assertNotNull(found, filter);
        assertEquals(1, found.length);
        return found[0].getProperties();
    }

    /** For files that others write without telling. */
    private static void await(Path file, Predicate<String> condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.test(read(file))) {
            assertTrue(System.nanoTime() < deadline, () -> file + " holds " + read(file));
            Thread.onSpinWait();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path configFile() {
        return directory().resolve("config");
    }

    private static Path directory() {
        return Path.of(System.getProperty(DIRECTORY));
    }
}
