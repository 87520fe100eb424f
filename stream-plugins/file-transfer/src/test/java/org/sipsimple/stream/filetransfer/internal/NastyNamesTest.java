/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.stream.filetransfer.FileSelector;
import org.sipsimple.stream.filetransfer.FileTransferStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.stream.filetransfer.internal.TransferFixture.get;

/** Whole transfers of files whose names would do harm: each ends up in the directory, and nothing is written beside it. */
@Timeout(90)
class NastyNamesTest {
    @TempDir
    Path folder;

    private Set<Path> outsideOf(Path inbox) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.startsWith(inbox)).collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "../outbox/innocent",
                "/etc/passwd",
                "..\\..\\windows\\win.ini",
                "C:\\autoexec.bat",
                "CON",
                "com1.txt",
                "LPT\u00B9.log",
                "nul",
                "..",
                "a/..",
                "~/.bashrc",
                "\u202Egpj.exe"
            })
    void stayInTheDirectory(String name) throws Exception {
        try (TransferFixture fixture = new TransferFixture(folder)) {
            Path file = fixture.file("innocent", 500);
            Set<Path> before = outsideOf(fixture.inbox);
            FileTransferStream sender = fixture.outgoing();
            sender.send(new FileSelector(name, "application/x", 500L, null, file).computeHash());
            FileTransferStream receiver = fixture.ends.connect(sender, fixture::receiving);
            Path received = get(receiver.transferred());
            assertThat(received.toRealPath().getParent()).isEqualTo(fixture.inbox.toRealPath());
            assertThat(received).hasSameBinaryContentAs(file);
            assertThat(received.getFileName().toString())
                    .doesNotMatch("(?i)(con|nul|com1|lpt\u00B9)(\\..*)?")
                    .doesNotStartWith(".")
                    .doesNotContain("\u202E");
            assertThat(outsideOf(fixture.inbox)).isEqualTo(before);
        }
    }
}
