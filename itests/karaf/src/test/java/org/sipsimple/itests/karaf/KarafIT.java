/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.karaf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.inject.Inject;

import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

import org.sipsimple.api.account.AccountManager;
import org.sipsimple.api.account.AccountManagerNotification;
import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.ConfigurationNotification;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.ModifiedValue;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.sip.EngineOptions;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.features;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

/** Everything in a Karaf, started once: what was put together resolves, starts, and works with Karaf's own ConfigAdmin. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class KarafIT {
    private static final int SECONDS = 60;

    @Inject
    private BundleContext context;

    @Inject
    private FeaturesService features;

    @Inject
    private ConfigurationAdmin configurations;

    @Inject
    private Settings settings;

    @Inject
    private NotificationCenter notifications;

    @Inject
    private AccountManager accounts;

    @Inject
    private Engine engine;

    /** A Karaf that fetches nothing: our features and bundles come from the folder they were collected in. */
    @Configuration
    public Option[] karaf() throws IOException {
        File target = new File(System.getProperty("org.sipsimple.karaf.target"));
        File repository = new File(System.getProperty("org.sipsimple.karaf.repository"));
        String repositories = "file:${karaf.home}/${karaf.default.repository}@id=system.repository@snapshots, "
                + repository.toURI() + "@id=sipsimple@snapshots";
        return options(
                karafDistributionConfiguration()
                        .frameworkUrl(new File(target, "karaf.tar.gz").toURI().toString())
                        .name("Apache Karaf")
                        .unpackDirectory(new File(target, "exam"))
                        .useDeployFolder(false),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                logLevel(LogLevel.WARN),
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.defaultRepositories", repositories),
                editConfigurationFilePut(
                        "etc/system.properties",
                        "org.sipsimple.configuration.file",
                        // of this run alone: what one run leaves there is not for the next
                        Files.createTempDirectory("sipclient").resolve("config").toString()),
                vmOption("-classpath"),
                vmOption("lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*"),
                vmOption("--add-opens=java.base/java.lang=ALL-UNNAMED"),
                vmOption("--add-opens=java.base/java.net=ALL-UNNAMED"),
                vmOption("--add-opens=java.base/java.util=ALL-UNNAMED"),
                vmOption("--add-opens=java.base/java.security=ALL-UNNAMED"),
                vmOption("--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED"),
                vmOption("--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED"),
                vmOption("--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED"),
                vmOption("--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED"),
                vmOption("--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED"),
                features(new File(target, "features.xml").toURI().toString(), "sipsimple"));
    }

    @Test
    public void allFeaturesAreInstalledAndAllBundlesStart() throws Exception {
        for (String name : List.of("sipsimple-settings", "sipsimple-sip", "sipsimple-payloads", "sipsimple")) {
            assertTrue(name, features.isInstalled(features.getFeature(name)));
        }
        List<String> ours = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().startsWith("org.sipsimple.")) {
                assertEquals(bundle.getSymbolicName(), Bundle.ACTIVE, bundle.getState());
                ours.add(bundle.getSymbolicName());
            }
        }
        assertTrue(ours.toString(), ours.size() > 30);
    }

    @Test
    public void aChangeInConfigAdminIsAChangeOfTheSettings()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<ModifiedValue> change = new CompletableFuture<>();
        Observation observation = notifications.observe(
                ConfigurationNotification.SettingsObjectDidChange.class,
                settings.general(),
                Runnable::run,
                event -> change.complete(event.modified().get("rtp.timeout")));
        org.osgi.service.cm.Configuration general = configurations.getConfiguration("org.sipsimple.settings", "?");
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("rtp.timeout", 31);
        general.update(properties);
        assertEquals(new ModifiedValue(30, 31), change.get(SECONDS, TimeUnit.SECONDS));
        assertEquals(Integer.valueOf(31), settings.general().get(GeneralSettings.RTP_TIMEOUT));
        observation.close();
    }

    @Test
    public void theShellCommandsAreThereAndAStoredAccountIsAnAccount() throws Exception {
        CompletableFuture<String> added = new CompletableFuture<>();
        Observation observation = notifications.observe(
                AccountManagerNotification.DidAddAccount.class,
                event -> added.complete(event.account().id()));
        assertEquals(
                1,
                context.getServiceReferences(
                                (String) null, "(&(osgi.command.scope=sip)(osgi.command.function=settings))")
                        .length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = tool("sip-settings")
                .run(new ToolContext(
                        List.of("--account", "add", "karaf@example.org", "secret"),
                        new ByteArrayInputStream(new byte[0]),
                        printed,
                        printed,
                        new CompletableFuture<>()));
        assertEquals(out.toString(StandardCharsets.UTF_8), 0, exit);
        assertTrue(settings.account("karaf@example.org").isPresent());
        assertEquals("karaf@example.org", added.get(SECONDS, TimeUnit.SECONDS));
        assertTrue(accounts.account("karaf@example.org").isPresent());
        observation.close();
    }

    private Tool tool(String name) throws InvalidSyntaxException {
        for (ServiceReference<Tool> reference : context.getServiceReferences(Tool.class, null)) {
            Tool tool = context.getService(reference);
            if (tool.name().equals(name)) {
                return tool;
            }
        }
        throw new AssertionError("there is no " + name);
    }

    @Test
    public void theNativeCoreRuns() throws InterruptedException, ExecutionException, TimeoutException {
        engine.start(EngineOptions.defaults().withBindAddress("127.0.0.1"))
                .toCompletableFuture()
                .get(SECONDS, TimeUnit.SECONDS);
        assertTrue(engine.isRunning());
        engine.stop().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        assertEquals(
                "org.sipsimple.engine",
                Objects.requireNonNull(FrameworkUtil.getBundle(engine.getClass()))
                        .getSymbolicName());
    }
}
