/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Loads all classes of a bundle, and all that they name. A framework forgets the wiring of a bundle that is updated or
 * uninstalled, and from then on its class loader finds nothing it has not found before: a stream that still runs would
 * fail at the first class it has not needed so far, mostly when it ends. Classes that are loaded stay until the last
 * object of theirs is gone.
 */
final class PluginClasses {
    private static final Logger LOG = System.getLogger(PluginClasses.class.getName());
    private static final String SUFFIX = ".class";

    private PluginClasses() {}

    /** Loads what can be loaded; a class that cannot was not needed so far, and is named in the log. */
    static void load(@Nullable Bundle bundle) {
        BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return; // gone a moment ago
        }
        ClassLoader loader = wiring.getClassLoader();
        Set<String> names = new TreeSet<>();
        int local = BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE;
        for (String resource : wiring.listResources("/", "*" + SUFFIX, local)) {
            try (InputStream file = loader.getResourceAsStream(resource)) {
                if (file != null) {
                    names.addAll(namedIn(file.readAllBytes()));
                }
            } catch (IOException unreadable) {
                LOG.log(Level.WARNING, () -> "cannot read " + resource + " of " + bundle, unreadable);
            }
        }
        names.forEach(name -> load(name, loader));
    }

    /** By this method, and no other, the virtual machine remembers that {@code loader} has found the class. */
    private static void load(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError missing) {
            LOG.log(Level.DEBUG, () -> name + ", named in a plugin, cannot be loaded: " + missing);
        }
    }

    /** The classes a class file names in its constant pool, itself included (JVMS section 4.4). */
    static Set<String> namedIn(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        in.skipNBytes(8); // magic and version
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        Set<Integer> classes = new TreeSet<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 7 -> classes.add(in.readUnsignedShort());
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // long and double take two entries
                }
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                default -> throw new IOException("unknown constant " + tag);
            }
        }
        Set<String> names = new TreeSet<>();
        for (int index : classes) {
            names.add(texts[index].replace('/', '.'));
        }
        names.removeIf(name -> name.startsWith("[") || name.equals("module-info"));
        return names;
    }
}
