/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.XmlCursor;

import static org.assertj.core.api.Assertions.assertThat;

/** In a framework that holds nothing else; the packages of the codecs' world come from the class path of the test. */
class PayloadsActivatorTest {
    private static final String PLAIN = PlainCodec.class.getName();
    private static final String REGISTERED =
            "osgi.serviceloader;osgi.serviceloader=\"org.sipsimple.api.payload.PayloadCodec\"";
    private static final String REQUIRED =
            "osgi.implementation;effective:=active;filter:=\"(osgi.implementation=org.sipsimple.payloads)\"";

    @TempDir
    private Path cache;

    private final PayloadsActivator activator = new PayloadsActivator();
    private Framework framework;
    private BundleContext context;

    @BeforeEach
    void startsAFramework() throws BundleException {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.sipsimple.api.payload,org.sipsimple.payloads.xml",
                        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                        "osgi.implementation;osgi.implementation=\"org.sipsimple.payloads\";version:Version=\"1.0.0\"",
                        "felix.log.level",
                        "0"));
        framework.start();
        context = framework.getBundleContext();
        activator.start(context);
    }

    @AfterEach
    void stopsTheFramework() throws BundleException, InterruptedException {
        framework.stop();
        assertThat(framework.waitForStop(60_000).getType()).isEqualTo(FrameworkEvent.STOPPED);
    }

    @Test
    void asksTheHigherRankingThenTheOlder() {
        ServiceRegistration<?> old = register(new PlainCodec(), 0);
        ServiceRegistration<?> young = register(new PlainCodec(), 0);
        assertThat(codec()).isSameAs(service(old));
        ServiceRegistration<?> best = register(new PlainCodec(), 1);
        assertThat(codec()).isSameAs(service(best));
        best.setProperties(ranking(-1));
        assertThat(codec()).isSameAs(service(old));
        old.unregister();
        assertThat(codec()).isSameAs(service(young));
    }

    @Test
    void makesNoCodecBeforeSomebodyAsksForOne() {
        AtomicInteger made = new AtomicInteger();
        context.registerService(
                PayloadCodec.class.getName(),
                new ServiceFactory<Object>() {
                    @Override
                    public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
                        made.incrementAndGet();
                        return new PlainCodec();
                    }

                    @Override
                    public void ungetService(Bundle bundle, ServiceRegistration<Object> registration, Object service) {}
                },
                null);
        assertThat(context.getServiceReference(PayloadRegistry.class)).isNotNull();
        assertThat(made).hasValue(0);
        assertThat(codec()).isNotNull();
        assertThat(made).hasValue(1);
    }

    @Test
    void registersWhatABundleAnnouncesInTheNameOfThatBundle() throws BundleException, IOException {
        Bundle bundle = install(REQUIRED, REGISTERED + ";register:=\"" + PLAIN + "\";service.ranking:Long=3");
        ServiceReference<?> reference = context.getServiceReference(PayloadCodec.class);
        assertThat(reference.getBundle()).isSameAs(bundle);
        assertThat(reference.getProperty("service.ranking")).isEqualTo(3);
        assertThat(codec().getClass().getName()).isEqualTo(PLAIN);
        assertThat(codec().getClass()).isNotEqualTo(PlainCodec.class); // the bundle's own copy of the class
        bundle.stop();
        assertThat(codec()).isNull();
        bundle.start();
        assertThat(codec()).isNotNull();
        activator.stop(context);
        assertThat(bundle.getRegisteredServices()).isNullOrEmpty();
    }

    @Test
    void handsTheExtensionReadersToACodecThatTakesThem() throws BundleException, IOException {
        install(REQUIRED, REGISTERED + ";register:=\"" + TakingCodec.class.getName() + '"');
        ExtensionReaders readers = context.getService(context.getServiceReference(ExtensionReaders.class));
        assertThat(codec()).hasToString(readers.toString());
        assertThat(readers.find("urn:example")).isNull();
        ServiceRegistration<ExtensionReader> reader =
                context.registerService(ExtensionReader.class, new Reader(), null);
        assertThat(readers.find("urn:example")).isInstanceOf(Reader.class);
        reader.unregister();
        assertThat(readers.find("urn:example")).isNull();
    }

    @Test
    void leavesAloneWhatRegistersItselfOrAsksForNoRegistry() throws BundleException, IOException {
        String announced = REGISTERED + ";register:=\"" + PLAIN + '"';
        Bundle component = install(
                REQUIRED,
                announced + ",osgi.service;objectClass:List<String>=\"org.sipsimple.api.payload.PayloadCodec\"");
        Bundle stranger = install(null, announced);
        Bundle other =
                install(REQUIRED, "osgi.serviceloader;osgi.serviceloader=\"java.lang.Runnable\";register:=\"x.Y\"");
        assertThat(component.getRegisteredServices()).isNullOrEmpty();
        assertThat(stranger.getRegisteredServices()).isNullOrEmpty();
        assertThat(other.getRegisteredServices()).isNullOrEmpty();
    }

    @Test
    void saysWhichCodecCannotBeMadeAndUsesTheOthers() throws Exception {
        CompletableFuture<String> said = new CompletableFuture<>(); // on a thread of the framework
        context.addFrameworkListener(event -> {
            if (event.getType() == FrameworkEvent.ERROR) {
                said.complete(event.getThrowable().getMessage());
            }
        });
        Bundle broken = install(REQUIRED, REGISTERED + ";register:=\"com.example.Missing\";service.ranking:Long=9");
        Bundle sound = install(REQUIRED, REGISTERED + ";register:=\"" + PLAIN + '"');
        assertThat(codec().getClass().getName()).isEqualTo(PLAIN);
        assertThat(sound.getRegisteredServices()).hasSize(1);
        assertThat(said.get(60, TimeUnit.SECONDS))
                .contains(
                        "bundle " + broken.getSymbolicName() + " announces com.example.Missing, which cannot be made");
    }

    private PayloadCodec<?> codec() {
        PayloadRegistry registry = context.getService(context.getServiceReference(PayloadRegistry.class));
        return registry.codec(MediaType.of("text", "x-plain")).orElse(null);
    }

    private ServiceRegistration<?> register(PayloadCodec<?> codec, int ranking) {
        return context.registerService(PayloadCodec.class.getName(), codec, ranking(ranking));
    }

    private static Dictionary<String, Object> ranking(int ranking) {
        return new Hashtable<>(Map.of(Constants.SERVICE_RANKING, ranking));
    }

    private Object service(ServiceRegistration<?> registration) {
        return context.getService(registration.getReference());
    }

    /** A started bundle with copies of the codecs below and these headers. */
    private Bundle install(String required, String provided) throws BundleException, IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        String name = "com.example.codec" + context.getBundles().length;
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Import-Package", "org.sipsimple.api.payload,org.sipsimple.payloads.xml");
        main.putValue("Provide-Capability", provided);
        if (required != null) {
            main.putValue("Require-Capability", required);
        }
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar, manifest)) {
            for (Class<?> type : List.of(PlainCodec.class, TakingCodec.class)) {
                String file = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(file));
                try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
                    in.transferTo(out);
                }
            }
        }
        Bundle bundle = context.installBundle(name, new ByteArrayInputStream(jar.toByteArray()));
        bundle.start();
        return bundle;
    }

    /** Reads text. */
    public static class PlainCodec implements PayloadCodec<String> {
        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public List<String> mediaTypes() {
            return List.of("text/x-plain");
        }

        @Override
        public String decode(Payload payload) {
            return payload.text();
        }

        @Override
        public Payload encode(String value) {
            return Payload.of("text/x-plain", value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Shows the readers that it got. */
    public static final class TakingCodec extends PlainCodec {
        private final ExtensionReaders readers;

        public TakingCodec() {
            this(ExtensionReaders.NONE);
        }

        public TakingCodec(ExtensionReaders readers) {
            this.readers = readers;
        }

        @Override
        public String toString() {
            return readers.toString();
        }
    }

    private static final class Reader implements ExtensionReader {
        @Override
        public String namespace() {
            return "urn:example";
        }

        @Override
        public Extension read(XmlCursor in) throws PayloadFormatException {
            return in.element();
        }
    }
}
