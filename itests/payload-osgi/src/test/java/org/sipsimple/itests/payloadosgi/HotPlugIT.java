/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadosgi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.itests.exam.Bundles;
import org.sipsimple.itests.exam.PaxExamExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.ops4j.pax.exam.CoreOptions.options;

/** Codec bundles that come and go in a running framework. */
@ExtendWith(PaxExamExtension.class)
class HotPlugIT {
    private static final Payload TYPING = Payload.of(
            "application/im-iscomposing+xml",
            "<isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'><state>active</state></isComposing>"
                    .getBytes(StandardCharsets.UTF_8));

    @Inject
    private BundleContext context;

    @Inject
    private PayloadRegistry registry;

    @Configuration
    static Option[] configuration() {
        return options(
                Bundles.framework(),
                Bundles.installed("stax2-api", "aalto-xml", "org.sipsimple.api", "org.sipsimple.payloads"));
    }

    @Test
    void readsADocumentWhileItsBundleIsThere() throws BundleException, PayloadFormatException {
        assertEquals(new DecodedPayload.NoCodec(TYPING), registry.decode(TYPING));
        Bundle plugin = install("org.sipsimple.payload.iscomposing");
        assertEquals("IsComposing", decodedClass());
        assertEquals(java.util.Set.of("application/im-iscomposing+xml"), registry.mediaTypes());
        plugin.uninstall();
        assertEquals(new DecodedPayload.NoCodec(TYPING), registry.decode(TYPING));
    }

    @Test
    void prefersAThirdPartyCodecOfHigherRanking() throws BundleException, IOException, PayloadFormatException {
        Bundle ours = install("org.sipsimple.payload.iscomposing");
        Bundle theirs = context.installBundle("third-party", new ByteArrayInputStream(thirdPartyBundle()));
        theirs.start();
        assertEquals("String", decodedClass());
        theirs.stop();
        assertEquals("IsComposing", decodedClass());
        theirs.start();
        ours.uninstall();
        assertEquals("String", decodedClass());
        theirs.uninstall();
        assertInstanceOf(DecodedPayload.NoCodec.class, registry.decode(TYPING));
    }

    private String decodedClass() throws PayloadFormatException {
        DecodedPayload decoded = registry.decode(TYPING);
        return assertInstanceOf(DecodedPayload.Value.class, decoded)
                .value()
                .getClass()
                .getSimpleName();
    }

    private Bundle install(String artifactId) throws BundleException {
        Bundle bundle = context.installBundle(Bundles.url(artifactId));
        bundle.start();
        return bundle;
    }

    /** A bundle as a stranger would build it: one class, one component description, imports of the api alone. */
    private static byte[] thirdPartyBundle() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "com.example.typing");
        main.putValue("Import-Package", "org.sipsimple.api.payload;version=\"[1.0,2)\"");
        main.putValue("Service-Component", "OSGI-INF/typing.xml");
        String name = ThirdPartyCodec.class.getName();
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar, manifest)) {
            out.putNextEntry(new JarEntry(name.replace('.', '/') + ".class"));
            try (var source = HotPlugIT.class.getResourceAsStream("ThirdPartyCodec.class")) {
                source.transferTo(out);
            }
            out.putNextEntry(new JarEntry("OSGI-INF/typing.xml"));
            out.write(("<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='typing'>"
                            + "<property name='service.ranking' type='Integer' value='10'/>"
                            + "<service><provide interface='org.sipsimple.api.payload.PayloadCodec'/></service>"
                            + "<implementation class='" + name + "'/></scr:component>")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return jar.toByteArray();
    }
}
