/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SafeNamesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "photo.jpg,photo.jpg",
        "../../etc/passwd,passwd",
        "..\\..\\windows\\system.ini,system.ini",
        "/etc/shadow,shadow",
        "C:\\autoexec.bat,autoexec.bat",
        "C:stream.txt,C_stream.txt",
        "con,_con",
        "NUL.txt,_NUL.txt",
        "com1.tar.gz,_com1.tar.gz",
        "LPT9,_LPT9",
        "console.txt,console.txt",
        ".bashrc,bashrc",
        "..,file",
        ".,file",
        "'   ',file",
        "dots...,dots",
        "a|b?c*.txt,a_b_c_.txt",
        "'new\nline',new_line"
    })
    void makesNamesHarmless(String told, String safe) {
        assertThat(SafeNames.of(told)).isEqualTo(safe);
    }

    @Test
    void noNameIsAName() {
        assertThat(SafeNames.of(null)).isEqualTo("file");
        assertThat(SafeNames.of("")).isEqualTo("file");
        assertThat(SafeNames.of("a\0b")).isEqualTo("a_b");
        assertThat(SafeNames.of("gpj.\u202Eexe"))
                .as("text that reads backwards")
                .isEqualTo("gpj._exe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u4e16", "\uD83D\uDE00"})
    void shortensAndKeepsTheExtension(String character) {
        String name = SafeNames.of(character.repeat(500) + ".tar");
        assertThat(name).endsWith(".tar").startsWith(character);
        assertThat(name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(200);
    }

    @Test
    void neverTakesANameThatIsTaken() throws Exception {
        Files.writeString(folder.resolve("x.txt"), "mine");
        assertThat(SafeNames.claim(folder, "x.txt")).isEqualTo(folder.resolve("x-1.txt"));
        assertThat(SafeNames.claim(folder, "x.txt")).isEqualTo(folder.resolve("x-2.txt"));
        assertThat(SafeNames.claim(folder, "plain")).isEqualTo(folder.resolve("plain"));
        assertThat(SafeNames.claim(folder, "plain")).isEqualTo(folder.resolve("plain-1"));
        assertThat(folder.resolve("x.txt")).hasContent("mine");
    }
}
