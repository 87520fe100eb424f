/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadosgi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.options;

/** Every payload bundle of ours in one framework, which is all they need. */
@ExtendWith(PaxExamExtension.class)
class AllPluginsIT {
    private static final String[] PLUGINS = {
        "org.sipsimple.payload.addressbook",
        "org.sipsimple.payload.caps",
        "org.sipsimple.payload.cipid",
        "org.sipsimple.payload.commonpolicy",
        "org.sipsimple.payload.conferenceinfo",
        "org.sipsimple.payload.cpim",
        "org.sipsimple.payload.dialoginfo",
        "org.sipsimple.payload.dialogrules",
        "org.sipsimple.payload.imdn",
        "org.sipsimple.payload.iscomposing",
        "org.sipsimple.payload.messagesummary",
        "org.sipsimple.payload.omapolicy",
        "org.sipsimple.payload.pidf",
        "org.sipsimple.payload.pidfmanipulation",
        "org.sipsimple.payload.prescontent",
        "org.sipsimple.payload.presdm",
        "org.sipsimple.payload.presrules",
        "org.sipsimple.payload.resourcelists",
        "org.sipsimple.payload.rlsnotify",
        "org.sipsimple.payload.rlsservices",
        "org.sipsimple.payload.rpid",
        "org.sipsimple.payload.sipfrag",
        "org.sipsimple.payload.watcherinfo",
        "org.sipsimple.payload.xcapcaps",
        "org.sipsimple.payload.xcapdiff",
        "org.sipsimple.payload.xcapdirectory"
    };
    private static final Payload RICH = Payload.of(
            "application/pidf+xml",
            ("<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:a@b'><mood xmlns='urn:ietf:params:xml:ns:pidf:rpid'>"
                            + "<happy/></mood></presence>")
                    .getBytes(StandardCharsets.UTF_8));

    @Inject
    private BundleContext context;

    @Inject
    private PayloadRegistry registry;

    @Configuration
    static Option[] configuration() {
        return options(
                Bundles.bareFramework(),
                Bundles.installed("stax2-api", "aalto-xml", "org.sipsimple.api", "org.sipsimple.payloads"),
                Bundles.installed(PLUGINS));
    }

    @Test
    void allAreActiveAndServeTheirTypes() {
        assertThat(Arrays.stream(context.getBundles())
                        .filter(bundle -> Arrays.asList(PLUGINS).contains(bundle.getSymbolicName()))
                        .map(Bundle::getState))
                .hasSize(PLUGINS.length)
                .containsOnly(Bundle.ACTIVE);
        assertThat(registry.mediaTypes())
                .containsExactlyInAnyOrder(
                        "application/auth-policy+xml",
                        "application/conference-info+xml",
                        "application/dialog-info+xml",
                        "application/im-iscomposing+xml",
                        "application/pidf+xml",
                        "application/resource-lists+xml",
                        "application/rlmi+xml",
                        "application/rls-services+xml",
                        "application/simple-message-summary",
                        "application/vnd.oma.pres-content+xml",
                        "application/vnd.oma.xcap-directory+xml",
                        "application/watcherinfo+xml",
                        "application/xcap-caps+xml",
                        "application/xcap-diff+xml",
                        "message/cpim",
                        "message/imdn+xml",
                        "message/sipfrag",
                        "multipart/related");
        assertThat(registry.mediaTypes("presence")).contains("application/pidf+xml", "multipart/related");
    }

    @Test
    void readsExtensionsWhileTheirBundleIsThere() throws BundleException, PayloadFormatException {
        assertThat(extension()).isEqualTo("Mood");
        Bundle rpid = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals("org.sipsimple.payload.rpid"))
                .findFirst()
                .orElseThrow();
        rpid.stop();
        assertThat(extension()).isEqualTo("XmlElement");
        rpid.start();
        assertThat(extension()).isEqualTo("Mood");
    }

    /** By text, for this bundle imports no payload plugin. */
    private String extension() throws PayloadFormatException {
        String value = ((DecodedPayload.Value) registry.decode(RICH)).value().toString();
        return value.contains("Mood[") ? "Mood" : value.contains("XmlElement[") ? "XmlElement" : value;
    }
}
