/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.internal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A service that stands for all services of another type, looked for when the first one asks: until then none of them is
 * made and no class of theirs loaded. Thread-safe.
 *
 * @param <T> the service for others
 * @param <P> the services it stands for
 */
final class Whiteboard<T extends Whiteboard.Sum<P>, P> implements ServiceFactory<T> {
    private final T service;
    private final Parts<P> parts;

    /** What is made of the parts. */
    interface Sum<P> {
        /** From now on these: higher ranking first, then the older one. Called at each change, one call at a time. */
        void use(List<P> parts);
    }

    Whiteboard(T service, BundleContext context, String partType) {
        this.service = service;
        this.parts = new Parts<>(context, partType, service);
    }

    /** The service, complete. Who comes while another looks for the parts waits for them. */
    synchronized T get() {
        parts.open();
        return service;
    }

    @Override
    public T getService(Bundle asker, ServiceRegistration<T> registration) {
        return get();
    }

    @Override
    public void ungetService(Bundle asker, ServiceRegistration<T> registration, T returned) {
        // the next one to ask finds it as it is
    }

    void close() {
        parts.close();
    }

    private static final class Parts<P> extends ServiceTracker<P, P> {
        private final Map<ServiceReference<P>, P> present = new HashMap<>();
        private final Sum<P> sum;

        Parts(BundleContext context, String type, Sum<P> sum) {
            super(context, type, null);
            this.sum = sum;
        }

        @Override
        public @Nullable P addingService(ServiceReference<P> reference) {
            P part = super.addingService(reference);
            if (part != null) {
                synchronized (present) {
                    present.put(reference, part);
                    tell();
                }
            }
            return part;
        }

        /** Perhaps another ranking. */
        @Override
        public void modifiedService(ServiceReference<P> reference, P part) {
            synchronized (present) {
                tell();
            }
        }

        @Override
        public void removedService(ServiceReference<P> reference, P part) {
            synchronized (present) {
                present.remove(reference);
                tell();
            }
            super.removedService(reference, part);
        }

        private void tell() {
            sum.use(present.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                    .map(Map.Entry::getValue)
                    .toList());
        }
    }
}
