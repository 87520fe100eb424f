/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.internal;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.BundleTracker;

import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.payloads.xml.ExtensionReaders;

/**
 * Registers as services, in the name of their own bundles, the classes marked with {@code PayloadCodecProvider} and
 * {@code ExtensionReaderProvider}. All it reads is what the build wrote into the manifest: a capability
 * {@code osgi.serviceloader} with the directive {@code register} (OSGi Compendium 8, chapter 133) in a bundle that
 * requires a registry of payloads.
 */
final class ProviderTracker extends BundleTracker<List<ServiceRegistration<?>>> {
    static final String CODEC = "org.sipsimple.api.payload.PayloadCodec";
    static final String READER = "org.sipsimple.payloads.xml.ExtensionReader";
    private static final String PROVIDED = "osgi.serviceloader";
    private static final String IMPLEMENTATION = "osgi.implementation";

    private final Whiteboard<? extends ExtensionReaders, ?> readers;
    private final List<BundleCapability> ours;

    ProviderTracker(BundleContext context, Whiteboard<? extends ExtensionReaders, ?> readers) {
        super(context, Bundle.ACTIVE, null);
        this.readers = readers;
        this.ours = context.getBundle().adapt(BundleWiring.class).getCapabilities(IMPLEMENTATION);
    }

    @Override
    public @Nullable List<ServiceRegistration<?>> addingBundle(Bundle bundle, BundleEvent event) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        BundleContext context = bundle.getBundleContext();
        if (wiring == null || context == null) {
            return null;
        }
        List<ServiceRegistration<?>> registered = new ArrayList<>();
        for (BundleCapability provided : wiring.getCapabilities(PROVIDED)) {
            String type = String.valueOf(provided.getAttributes().get(PROVIDED));
            String className = provided.getDirectives().get("register");
            if ((type.equals(CODEC) || type.equals(READER))
                    && className != null
                    && asksForUs(wiring)
                    && !registersItself(wiring, type)) {
                registered.add(context.registerService(
                        type, new LazyProvider(bundle, className, readers), properties(provided)));
            }
        }
        return registered.isEmpty() ? null : registered;
    }

    private boolean asksForUs(BundleWiring wiring) {
        for (BundleRequirement required : wiring.getRevision().getDeclaredRequirements(IMPLEMENTATION)) {
            for (BundleCapability capability : ours) {
                if (PayloadRegistry.IMPLEMENTATION.equals(
                                capability.getAttributes().get(IMPLEMENTATION))
                        && required.matches(capability)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the bundle's manifest promises services of the type, as builds write it for declarative services. */
    private static boolean registersItself(BundleWiring wiring, String type) {
        for (BundleCapability service : wiring.getCapabilities("osgi.service")) {
            if (service.getAttributes().get("objectClass") instanceof List<?> types && types.contains(type)) {
                return true;
            }
        }
        return false;
    }

    /** The other attributes; the ranking, a long as manifests have no other whole numbers, as services want it. */
    private static Dictionary<String, Object> properties(BundleCapability provided) {
        Dictionary<String, Object> properties = new Hashtable<>(provided.getAttributes());
        properties.remove(PROVIDED);
        if (properties.get(Constants.SERVICE_RANKING) instanceof Number ranking) {
            properties.put(Constants.SERVICE_RANKING, ranking.intValue());
        }
        return properties;
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, List<ServiceRegistration<?>> registered) {
        for (ServiceRegistration<?> registration : registered) {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                // the framework was faster, for the bundle is being stopped on another thread: what was wanted is done
            }
        }
    }
}
