/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.internal;

import java.lang.reflect.Constructor;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

import org.sipsimple.payloads.xml.ExtensionReaders;

/**
 * Makes the codec or extension reader of another bundle when the first one asks for it; all get the same. What goes
 * wrong then becomes an event of the framework, and who asked gets no service. Thread-safe.
 */
final class LazyProvider implements ServiceFactory<Object> {
    private final Bundle bundle;
    private final String className;
    private final Whiteboard<? extends ExtensionReaders, ?> readers;
    private @Nullable Object made;

    LazyProvider(Bundle bundle, String className, Whiteboard<? extends ExtensionReaders, ?> readers) {
        this.bundle = bundle;
        this.className = className;
        this.readers = readers;
    }

    @Override
    public synchronized Object getService(Bundle asker, ServiceRegistration<Object> registration) {
        Object service = made;
        if (service == null) {
            try {
                service = make(bundle.loadClass(className));
            } catch (ReflectiveOperationException | LinkageError e) {
                throw new IllegalStateException(
                        "bundle " + bundle.getSymbolicName() + " announces " + className + ", which cannot be made", e);
            }
            made = service;
        }
        return service;
    }

    /** With the constructor that takes extension readers, or else with the one that takes nothing. */
    private Object make(Class<?> type) throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getConstructors()) {
            Class<?>[] parameters = constructor.getParameterTypes();
            if (parameters.length == 1 && parameters[0] == ExtensionReaders.class) {
                return constructor.newInstance(readers.get());
            }
        }
        return type.getConstructor().newInstance();
    }

    @Override
    public void ungetService(Bundle asker, ServiceRegistration<Object> registration, Object service) {
        // the next one to ask gets it again
    }
}
