/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.api.configuration.FilePath;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.stream.FileExchange;
import org.sipsimple.stream.filetransfer.FileSelector;
import org.sipsimple.stream.filetransfer.FileTransferSettings;
import org.sipsimple.stream.filetransfer.FileTransferStream;
import org.sipsimple.stream.filetransfer.FileTransferStreamNotification;
import org.sipsimple.stream.testkit.MsrpEnds.Agreed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sipsimple.stream.filetransfer.internal.TransferFixture.failure;
import static org.sipsimple.stream.filetransfer.internal.TransferFixture.get;

@Timeout(90)
class FileTransferStreamTest {
    private static final int SIZE = 3_000_000;

    @TempDir
    Path folder;

    private TransferFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new TransferFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<String> inbox() throws IOException {
        try (Stream<Path> files = Files.list(fixture.inbox)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private List<Path> partial() throws IOException {
        try (Stream<Path> files = Files.list(fixture.inbox.resolve(PartialFiles.FOLDER))) {
            return files.toList();
        }
    }

    @Test
    void aFileIsPushedAndBothLearnHowItGoes() throws Exception {
        Path file = fixture.file("data.bin", SIZE);
        FileTransferStream sender = fixture.sending(file);
        assertThat(sender.role()).isEqualTo(FileTransferStream.Role.SENDER);
        FileTransferStream receiver = fixture.ends.connect(sender, fixture::receiving);
        assertThat(receiver.role()).isEqualTo(FileTransferStream.Role.RECEIVER);
        assertThat(receiver.fileSelector().hash())
                .isEqualTo(sender.fileSelector().hash());
        assertThat(receiver.fileName()).contains("data.bin");
        assertThat(receiver.fileSize()).hasValue(SIZE);
        Path received = get(receiver.transferred());
        assertThat(get(sender.transferred())).isEqualTo(file);
        assertThat(received).isEqualTo(fixture.inbox.resolve("data.bin")).hasSameBinaryContentAs(file);
        assertThat(partial()).isEmpty();

        FileTransferStreamNotification.DidDeliverChunk sent = fixture.ends
                .alice()
                .notifications()
                .await(FileTransferStreamNotification.DidDeliverChunk.class, chunk -> chunk.transferredBytes() == SIZE);
        assertThat(sent.code()).isEqualTo(200);
        assertThat(sent.reason()).isEqualTo("OK");
        assertThat(sent.fileSize()).isEqualTo(SIZE);
        assertThat(sent.messageId()).isNotEmpty();
        assertThat(sent.chunk()).isNotNull();
        assertThat(sent.timestamp()).isNotNull();
        FileTransferStreamNotification.GotChunk got = fixture.ends
                .bob()
                .notifications()
                .await(FileTransferStreamNotification.GotChunk.class, chunk -> chunk.transferredBytes() == SIZE);
        assertThat(got.content()).isNotEmpty();
        assertThat(got.contentType()).isEqualTo("application/octet-stream");
        assertThat(got.fileSize()).isEqualTo(SIZE);
        assertThat(got.timestamp()).isNotNull();
        FileTransferStreamNotification.DidFinish finish =
                fixture.ends.bob().notifications().await(FileTransferStreamNotification.DidFinish.class);
        assertThat(finish.file()).isEqualTo(received);
        assertThat(finish.timestamp()).isNotNull();
        assertThat(finish.name()).isEqualTo("FileTransferStreamDidFinish");
        assertThat(fixture.ends.alice().notifications().of(FileExchange.Progress.class))
                .extracting(FileExchange.Progress::transferredBytes)
                .isSorted();
        assertThat(fixture.ends
                        .alice()
                        .notifications()
                        .await(FileTransferStreamNotification.HashProgress.class)
                        .fileSize())
                .isEqualTo(SIZE);
    }

    @Test
    void theOfferIsThatOfRfc5547() throws Exception {
        FileTransferStream sender = fixture.sending(Files.writeString(fixture.outbox.resolve("abc.txt"), "abc"));
        fixture.ends.alice().initialize(sender, Direction.OUTGOING);
        SdpMedia line = sender.localMedia(null, 0);
        assertThat(line.attributes().has("sendonly")).isTrue();
        assertThat(line.attributes().getFirst("accept-types")).contains("*");
        assertThat(line.attributes().getFirst("file-selector"))
                .contains("name:\"abc.txt\" type:text/plain size:3"
                        + " hash:sha-1:A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D");
        assertThat(line.attributes().getFirst("file-transfer-id")).isPresent();
        assertThat(line.attributes().getFirst("file-disposition")).contains("attachment");
        sender.end();
    }

    @Test
    void aFileIsFetched() throws Exception {
        Path file = fixture.file("wanted.bin", SIZE);
        FileTransferStream fetching = fixture.outgoing();
        fetching.fetch(FileSelector.forFile(file).computeHash());
        fetching.receiveInto(fixture.inbox);
        FileTransferStream giving = fixture.ends.connect(fetching, offer -> {
            FileTransferStream stream = (FileTransferStream)
                    new FileTransferStreamFactory(fixture.ends.bob().services())
                            .createIncoming(fixture.ends.bob().account(), offer, 0);
            assertThat(stream.role()).isEqualTo(FileTransferStream.Role.SENDER);
            try {
                stream.send(file);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return stream;
        });
        assertThat(get(fetching.transferred())).hasSameBinaryContentAs(file);
        get(giving.transferred());
    }

    @Test
    void anotherFileThanTheOneAskedForIsNotGiven() throws Exception {
        FileTransferStream fetching = fixture.outgoing();
        fetching.fetch(FileSelector.parse("name:\"secret\""));
        fetching.receiveInto(fixture.inbox);
        fixture.ends.alice().initialize(fetching, Direction.OUTGOING);
        FileTransferStream giving = (FileTransferStream)
                new FileTransferStreamFactory(fixture.ends.bob().services())
                        .createIncoming(
                                fixture.ends.bob().account(),
                                org.sipsimple.stream.testkit.MsrpEnds.sdp(fetching.localMedia(null, 0)),
                                0);
        giving.send(fixture.file("other", 10));
        giving.initialize(fixture.ends.bob().session(), Direction.INCOMING);
        assertThat(fixture.ends.bob().awaitFailure(giving)).contains("not the one");
    }

    @Test
    void nothingIsOverwrittenAndNothingLeavesTheDirectory() throws Exception {
        Files.createDirectories(fixture.inbox);
        Files.writeString(fixture.inbox.resolve("passwd"), "mine");
        Path file = fixture.file("innocent", 1000);
        FileTransferStream sender = fixture.outgoing();
        FileSelector wicked =
                new FileSelector("../../../outbox/passwd", "application/x", 1000L, null, file).computeHash();
        sender.send(wicked);
        FileTransferStream receiver = fixture.ends.connect(sender, fixture::receiving);
        assertThat(get(receiver.transferred())).isEqualTo(fixture.inbox.resolve("passwd-1"));
        assertThat(fixture.inbox.resolve("passwd")).hasContent("mine");
        assertThat(inbox()).containsExactly("passwd", "passwd-1");
    }

    @Test
    void aFileWithAnotherHashIsRefusedAndGone() throws Exception {
        Path file = fixture.file("bad", 1000);
        FileTransferStream sender = fixture.outgoing();
        sender.send(FileSelector.forFile(file).withHash("sha-1:" + "00:".repeat(19) + "00"));
        FileTransferStream receiver = fixture.ends.connect(sender, fixture::receiving);
        assertThat(failure(receiver.transferred())).hasMessageContaining("hash");
        assertThat(failure(sender.transferred())).hasMessageContaining("413");
        FileTransferStreamNotification.DidNotDeliverChunk told =
                fixture.ends.alice().notifications().await(FileTransferStreamNotification.DidNotDeliverChunk.class);
        assertThat(told.code()).isEqualTo(413);
        assertThat(told.reason()).isNotEmpty();
        assertThat(told.messageId()).isNotEmpty();
        assertThat(told.chunk()).isNotNull();
        assertThat(told.timestamp()).isNotNull();
        assertThat(inbox()).isEmpty();
        assertThat(partial()).isEmpty();
    }

    @Test
    void aFullDiskIsToldToBoth() throws Exception {
        Path file = fixture.file("large", SIZE);
        FileSelector selector = FileSelector.forFile(file).computeHash();
        Path partials = Files.createDirectories(fixture.inbox.resolve(PartialFiles.FOLDER));
        // a device that is always full, where the part would be written
        Files.createSymbolicLink(
                partials.resolve(
                        selector.hash().replace(":", "").toLowerCase(java.util.Locale.ROOT) + "-" + SIZE + ".part"),
                Path.of("/dev/full"));
        FileTransferStream sender = fixture.outgoing();
        sender.send(selector);
        FileTransferStream receiver = fixture.ends.connect(sender, fixture::receiving);
        assertThat(failure(receiver.transferred())).hasMessageContaining("No space left");
        assertThat(failure(sender.transferred())).hasMessageContaining("413");
    }

    @Test
    void aDirectoryThatCannotBeWrittenFailsTheStreamBeforeItIsAnswered() throws Exception {
        Path inTheWay = Files.createFile(folder.resolve("not-a-directory"));
        FileTransferStream sender = fixture.sending(fixture.file("x", 10));
        fixture.ends.alice().initialize(sender, Direction.OUTGOING);
        FileTransferStream receiver =
                fixture.receiving(org.sipsimple.stream.testkit.MsrpEnds.sdp(sender.localMedia(null, 0)));
        receiver.receiveInto(inTheWay);
        receiver.initialize(fixture.ends.bob().session(), Direction.INCOMING);
        assertThat(fixture.ends.bob().awaitFailure(receiver)).contains("not-a-directory");
    }

    @Test
    void withoutADirectoryTheSettingCounts() throws Exception {
        fixture.ends.bob().account().set(FileTransferSettings.DATA, new FilePath(folder.toString()));
        assertThat(FileTransferSettings.directory(fixture.ends.bob().account().settings()))
                .isEqualTo(folder.resolve("file_transfers"));
        FileTransferStream receiver =
                fixture.ends.connect(fixture.sending(fixture.file("x", 10)), offer -> (FileTransferStream)
                        new FileTransferStreamFactory(fixture.ends.bob().services())
                                .createIncoming(fixture.ends.bob().account(), offer, 0));
        assertThat(get(receiver.transferred()).getParent()).isEqualTo(folder.resolve("file_transfers"));
    }

    @Test
    void eitherSideMayGiveUpAndThePartIsKept() throws Exception {
        Path file = fixture.file("large", 40_000_000);
        for (boolean bySender : new boolean[] {true, false}) {
            FileTransferStream sender = fixture.sending(file);
            FileTransferStream receiver = fixture.ends.connect(sender, fixture::receiving);
            fixture.ends
                    .bob()
                    .notifications()
                    .await(FileTransferStreamNotification.GotChunk.class, got -> got.sender() == receiver);
            (bySender ? sender : receiver).end();
            assertThat(failure(sender.transferred())).isInstanceOf(IOException.class);
            assertThat(failure(receiver.transferred())).isInstanceOf(IOException.class);
            (bySender ? receiver : sender).end();
        }
        assertThat(inbox()).isEmpty();
        assertThat(partial()).hasSize(1);
    }

    @Test
    void aBrokenTransferGoesOnWhereItStopped() throws Exception {
        Path file = fixture.file("large.bin", 8_000_000);
        TransferFixture.Attempt broken = fixture.sendUntil(file, 5_000_000);
        assertThat(failure(broken.receiver().transferred())).isInstanceOf(IOException.class);
        assertThat(partial()).hasSize(1);
        long kept = Files.size(partial().get(0));
        assertThat(kept).isGreaterThan(3_900_000);
        TransferFixture.Attempt second = fixture.sendUntil(file, -1);
        assertThat(second.answer().media().get(0).attributes().getFirst("file-range"))
                .contains((kept + 1) + "-*");
        assertThat(second.passed()).isLessThan(8_000_000 - kept + 100_000);
        assertThat(get(second.receiver().transferred())).hasSameBinaryContentAs(file);
        assertThat(partial()).isEmpty();
    }

    @Test
    void aPeerThatOnlyKnowsTheOldWayIsAsked() throws Exception {
        Path file = fixture.file("large.bin", 8_000_000);
        fixture.sendUntil(file, 5_000_000);
        long kept = Files.size(partial().get(0));
        FileTransferStream sender = fixture.sending(file);
        Agreed<FileTransferStream> streams = fixture.ends.agree(sender, fixture::receiving);
        SdpSession answer = SdpSession.parse(streams.answer().toString().replaceAll("a=file-range:[^\r]*\r\n", ""));
        streams.answerer().start(streams.answer(), streams.offer(), 0);
        sender.start(streams.offer(), answer, 0);
        assertThat(get(streams.answerer().transferred())).hasSameBinaryContentAs(file);
        long first = fixture.ends
                .bob()
                .notifications()
                .await(FileTransferStreamNotification.GotChunk.class, got -> got.sender() == streams.answerer())
                .transferredBytes();
        assertThat(first).isGreaterThan(kept);
    }

    @Test
    void aPeerThatBeginsAnewIsTakenAtItsWord() throws Exception {
        Path file = fixture.file("large.bin", 8_000_000);
        fixture.sendUntil(file, 5_000_000);
        FileTransferStream sender = fixture.sending(file);
        Agreed<FileTransferStream> streams = fixture.ends.agree(sender, fixture::receiving);
        SdpSession answer = SdpSession.parse(streams.answer()
                .toString()
                .replaceAll("a=file-range:[^\r]*\r\n", "")
                .replace("a=x-file-offset\r\n", ""));
        streams.answerer().start(streams.answer(), streams.offer(), 0);
        sender.start(streams.offer(), answer, 0);
        assertThat(get(streams.answerer().transferred())).hasSameBinaryContentAs(file);
    }

    @Test
    void partsAreForgottenAfterAWeek() throws Exception {
        Path file = fixture.file("large.bin", 8_000_000);
        fixture.sendUntil(file, 5_000_000);
        Path old = partial().get(0);
        Files.setLastModifiedTime(
                old, FileTime.from(Instant.now().minus(PartialFiles.KEPT).minusSeconds(60)));
        TransferFixture.Attempt second = fixture.sendUntil(fixture.file("small", 10), -1);
        get(second.receiver().transferred());
        assertThat(partial()).isEmpty();
    }

    @Test
    void twoTransfersOfOneFileDoNotShareAPart() throws Exception {
        Path file = fixture.file("twice.bin", SIZE);
        FileSelector selector = FileSelector.forFile(file).computeHash();
        FileWriting one = FileWriting.open(selector, fixture.inbox, Instant.now());
        FileWriting other = FileWriting.open(selector, fixture.inbox, Instant.now());
        byte[] content = Files.readAllBytes(file);
        one.write(0, content);
        other.write(0, content);
        assertThat(one.finish()).hasSameBinaryContentAs(file);
        assertThat(other.finish()).hasFileName("twice-1.bin").hasSameBinaryContentAs(file);
    }

    @Test
    void partsMayComeInAnyOrderAndTwice() throws Exception {
        Path file = fixture.file("mixed.bin", 10_000);
        byte[] content = Files.readAllBytes(file);
        FileWriting writing = FileWriting.open(FileSelector.forFile(file).computeHash(), fixture.inbox, Instant.now());
        writing.write(5000, java.util.Arrays.copyOfRange(content, 5000, 10_000));
        writing.write(0, java.util.Arrays.copyOfRange(content, 0, 3000));
        writing.write(2000, java.util.Arrays.copyOfRange(content, 2000, 6000));
        assertThat(writing.finish()).hasSameBinaryContentAs(file);
        FileWriting tooLarge = FileWriting.open(FileSelector.forFile(file).computeHash(), fixture.inbox, Instant.now());
        assertThatThrownBy(() -> tooLarge.write(5000, content)).hasMessageContaining("larger");
        tooLarge.abandon();
        assertThat(partial()).isEmpty();
    }

    @Test
    void aTransferCannotBeChangedOnceItHasBegun() throws Exception {
        FileTransferStream sender = fixture.sending(fixture.file("x", 10));
        FileTransferStream receiver = fixture.ends.connect(sender, fixture::receiving);
        get(receiver.transferred());
        assertThatThrownBy(() -> sender.send(fixture.file("y", 10))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> receiver.fetch(FileSelector.parse("size:1")))
                .isInstanceOf(IllegalStateException.class);
    }
}
