/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.internal;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaders;

/**
 * Payloads in OSGi: the registry, the extension readers, and the codecs of bundles that announce them. An activator and
 * no component, so that two dozen document types start without descriptions to be read.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
@Capability(namespace = "osgi.implementation", name = PayloadRegistry.IMPLEMENTATION, version = "1.0.0")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.sipsimple.api.payload.PayloadRegistry\"",
        uses = PayloadRegistry.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"org.sipsimple.payloads.xml.ExtensionReaders\"",
        uses = ExtensionReaders.class)
public final class PayloadsActivator implements BundleActivator {
    private @Nullable Whiteboard<WhiteboardRegistry, PayloadCodec<?>> registry;
    private @Nullable Whiteboard<WhiteboardReaders, ExtensionReader> readers;
    private @Nullable ProviderTracker providers;

    @Override
    public void start(BundleContext context) {
        readers = new Whiteboard<>(new WhiteboardReaders(), context, ProviderTracker.READER);
        registry = new Whiteboard<>(new WhiteboardRegistry(), context, ProviderTracker.CODEC);
        providers = new ProviderTracker(context, readers);
        providers.open();
        context.registerService(ExtensionReaders.class.getName(), readers, null);
        context.registerService(PayloadRegistry.class.getName(), registry, null);
    }

    /** The framework has withdrawn nothing yet: codecs go first, then those who ask for them. */
    @Override
    public void stop(BundleContext context) {
        providers.close();
        registry.close();
        readers.close();
    }
}
