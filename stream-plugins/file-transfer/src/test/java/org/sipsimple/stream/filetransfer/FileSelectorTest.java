/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileSelectorTest {
    private static final String HASH = "sha-1:72:24:5F:E8:65:3D:DA:F3:71:36:2F:86:D4:71:91:3E:E4:A2:CE:2E";

    @TempDir
    Path folder;

    @Test
    void readsAndWritesTheExampleOfRfc5547() {
        String text = "name:\"My cool picture.jpg\" type:image/jpeg size:32349 hash:" + HASH;
        FileSelector selector = FileSelector.parse(text);
        assertThat(selector.name()).isEqualTo("My cool picture.jpg");
        assertThat(selector.type()).isEqualTo("image/jpeg");
        assertThat(selector.size()).isEqualTo(32349);
        assertThat(selector.hash()).isEqualTo(HASH);
        assertThat(selector.file()).isNull();
        assertThat(selector.sdpText()).isEqualTo(text);
    }

    @Test
    void readsTheSelectorOfAFileThatIsFetched() {
        FileSelector selector = FileSelector.parse("hash:" + HASH);
        assertThat(selector.name()).isNull();
        assertThat(selector.size()).isNull();
        assertThat(selector.sdpText()).isEqualTo("hash:" + HASH);
        FileSelector there = FileSelector.parse("name:\"x\" size:7 hash:" + HASH);
        assertThat(selector.selects(there)).isTrue();
        assertThat(FileSelector.parse("size:8").selects(there)).isFalse();
        assertThat(FileSelector.parse("name:\"y\"").selects(there)).isFalse();
    }

    @Test
    void takesAnyOrderAndWhatIsUnknown() {
        FileSelector selector =
                FileSelector.parse("hash:md5:00 size:1  hash:" + HASH + " new:thing type:text/plain;charset=\"a b\"");
        assertThat(selector.hash()).isEqualTo(HASH);
        assertThat(selector.size()).isEqualTo(1);
        assertThat(selector.type()).isEqualTo("text/plain;charset=\"a b\"");
    }

    @Test
    void takesWhatTheReferenceWrites() {
        FileSelector selector = FileSelector.parse("name:\"100%.pdf\" type:com.adobe.pdf/x size:5 hash:sha1:"
                + HASH.substring(6).toLowerCase(java.util.Locale.ROOT));
        assertThat(selector.name()).isEqualTo("100%.pdf");
        assertThat(selector.hash()).isEqualTo(HASH);
    }

    @Test
    void escapesWhatMustNotStandInAName() {
        String name = "a \"quoted\" 50% name\n\u00e9\u4e16.txt";
        String text = new FileSelector(name, null, null, null, null).sdpText();
        assertThat(text).isEqualTo("name:\"a %22quoted%22 50%25 name%0A\u00e9\u4e16.txt\"");
        assertThat(FileSelector.parse(text).name()).isEqualTo(name);
        assertThat(FileSelector.parse("name:\"%41%C3%A9\"").name()).isEqualTo("A\u00e9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "name:unquoted",
                "name:\"no end",
                "size:-1",
                "size:x",
                "size:99999999999999999999",
                "type:text",
                "type:text/plain;charset=\"utf-8 size:5",
                "type:text/ plain/x"
            })
    void refusesWhatIsNoSelector(String text) {
        assertThatThrownBy(() -> FileSelector.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesHashesOfTheWrongLength() {
        assertThatThrownBy(() -> new FileSelector(null, null, null, "sha-1:00:11", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FileSelector.parse("x".repeat(100_000))).hasMessageContaining("100000");
    }

    @Test
    void describesAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("abc.txt"), "abc");
        FileSelector selector = FileSelector.forFile(file);
        assertThat(selector.name()).isEqualTo("abc.txt");
        assertThat(selector.type()).isEqualTo("text/plain");
        assertThat(selector.size()).isEqualTo(3);
        assertThat(selector.file()).isEqualTo(file);
        assertThat(selector.hash()).isNull();
        assertThat(selector.computeHash().hash())
                .isEqualTo("sha-1:A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D");
        assertThat(FileSelector.forFile(file, "application/x").type()).isEqualTo("application/x");
    }

    @Test
    void thereMustBeAFileWithSomethingInIt() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> FileSelector.forFile(empty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> FileSelector.forFile(folder)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> FileSelector.forFile(folder.resolve("nowhere")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> FileSelector.parse("size:1").computeHash()).hasMessageContaining("no file");
    }
}
