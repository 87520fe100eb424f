/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.sipsimple.pjsip.PjsipLoadException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NativeLibraryTest {
    @Test
    void namesTheMissingSystemLibraryAndItsPackageInOneLine() {
        String error =
                "/tmp/x/libsipsimple_pjsip.so: libbcg729.so.0: cannot open shared object file: No such file or directory";
        assertThat(NativeLibrary.explain("libsipsimple_pjsip.so", error))
                .isEqualTo(
                        "libsipsimple_pjsip.so for " + NativeLibrary.platform()
                                + " does not load: the system library libbcg729.so.0 is missing (on Debian: apt-get install libbcg729-0)");
    }

    @Test
    void keepsAnUnknownReasonOnOneLine() {
        assertThat(NativeLibrary.explain("libx.so", "wrong\nELF class"))
                .isEqualTo("libx.so for " + NativeLibrary.platform() + " does not load: wrong ELF class");
    }

    @Test
    void aPlatformWithoutOurLibraryIsATypedError() {
        assertThatThrownBy(() -> NativeLibrary.load("sipsimple_nothing"))
                .isInstanceOf(PjsipLoadException.class)
                .hasMessageContaining(NativeLibrary.platform())
                .hasMessageContaining("libsipsimple_nothing.so");
    }

    @Test
    void knowsThePackageOfEveryLibraryThatOursNeeds() throws IOException {
        String path = "/META-INF/native/" + NativeLibrary.platform() + "/libsipsimple_pjsip.so";
        try (InputStream in = NativeLibrary.class.getResourceAsStream(path)) {
            assertThat(in).isNotNull();
            String strings = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            Matcher needed =
                    Pattern.compile("\0(lib[a-z0-9+_-]+\\.so\\.[0-9.]+)(?=\0)").matcher(strings);
            int found = 0;
            while (needed.find()) {
                found++;
                if (!needed.group(1).matches("lib(c|m|pthread|dl|rt|asan|ubsan)\\.so\\..*")) {
                    assertThat(NativeLibrary.packageOf(needed.group(1)))
                            .as(needed.group(1))
                            .isNotNull();
                }
            }
            assertThat(found).isGreaterThan(2);
        }
    }
}
