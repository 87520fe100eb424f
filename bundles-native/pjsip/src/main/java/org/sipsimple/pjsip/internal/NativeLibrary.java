/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleReference;

import org.sipsimple.pjsip.PjsipLoadException;

/**
 * Loads the bundle's native library. In OSGi the framework has picked the file (Bundle-NativeCode); elsewhere it is taken out of
 * the jar into a private directory that is gone again once the library is loaded: a second class loader needs a file of its own.
 */
public final class NativeLibrary {
    private static final Pattern MISSING =
            Pattern.compile("(lib[^:/\\s]+\\.so[.0-9]*): cannot open shared object file");

    /** The Debian packages of the system libraries that ours needs, by the start of their file names. */
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("libsrtp2.so.", "libsrtp2-1"),
            Map.entry("libgsm.so.", "libgsm1"),
            Map.entry("libspeex.so.", "libspeex1"),
            Map.entry("libspeexdsp.so.", "libspeexdsp1"),
            Map.entry("libbcg729.so.", "libbcg729-0"),
            Map.entry("libopus.so.", "libopus0"),
            Map.entry("libssl.so.", "libssl3"),
            Map.entry("libcrypto.so.", "libssl3"),
            Map.entry("libuuid.so.", "libuuid1"),
            Map.entry("libasound.so.", "libasound2"),
            Map.entry("libopencore-amrnb.so.", "libopencore-amrnb0"),
            Map.entry("libopencore-amrwb.so.", "libopencore-amrwb0"),
            Map.entry("libvo-amrwbenc.so.", "libvo-amrwbenc0"),
            Map.entry("libstdc++.so.", "libstdc++6"),
            Map.entry("libgcc_s.so.", "libgcc-s1"));

    private NativeLibrary() {}

    /**
     * Loads a library by its plain name.
     *
     * @throws PjsipLoadException with one line that names the platform and what is missing
     */
    public static void load(String name) {
        String file = System.mapLibraryName(name);
        try {
            if (inOsgi()) {
                System.loadLibrary(name);
            } else {
                loadCopy(file);
            }
        } catch (UnsatisfiedLinkError e) {
            throw new PjsipLoadException(explain(file, String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new PjsipLoadException(file + " for " + platform() + " could not be unpacked: " + e, e);
        }
    }

    private static boolean inOsgi() {
        try {
            return NativeLibrary.class.getClassLoader() instanceof BundleReference;
        } catch (NoClassDefFoundError e) {
            return false; // no framework on the path at all
        }
    }

    private static void loadCopy(String file) throws IOException {
        String resource = "/META-INF/native/" + platform() + "/" + file;
        Path directory = Files.createTempDirectory("sipsimple-native"); // 0700 on POSIX
        Path copy = directory.resolve(file);
        try (InputStream in = NativeLibrary.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new UnsatisfiedLinkError("no " + resource + " in this jar");
            }
            Files.copy(in, copy);
            System.load(copy.toString());
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(directory);
        }
    }

    static String explain(String file, String error) {
        String start = file + " for " + platform() + " does not load: ";
        Matcher missing = MISSING.matcher(error);
        if (!missing.find()) {
            return start + error.replaceAll("\\s+", " ");
        }
        String library = missing.group(1);
        String debian = packageOf(library);
        return start + "the system library " + library + " is missing"
                + (debian == null ? "" : " (on Debian: apt-get install " + debian + ")");
    }

    static @Nullable String packageOf(String library) {
        return PACKAGES.entrySet().stream()
                .filter(entry -> library.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Returns the directory name of this platform: operating system and processor as the library's build names them. */
    static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '-');
        String arch = System.getProperty("os.arch");
        return os + "-" + (arch.equals("amd64") ? "x86_64" : arch);
    }
}
