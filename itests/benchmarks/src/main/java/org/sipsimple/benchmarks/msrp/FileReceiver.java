/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.msrp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.sipsimple.msrp.IncomingMessage;
import org.sipsimple.msrp.MessageReceiver;
import org.sipsimple.msrp.MsrpRefusedException;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.MsrpSessionListener;

/** Writes what comes into a file; the file is closed before the success report goes out. */
final class FileReceiver implements MsrpSessionListener {
    private final Path out;

    FileReceiver(Path out) {
        this.out = out;
    }

    @Override
    public MessageReceiver incoming(MsrpSession session, IncomingMessage message) throws MsrpRefusedException {
        FileChannel file;
        try {
            file = FileChannel.open(
                    out, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new MsrpRefusedException(413, e.toString());
        }
        return new MessageReceiver() {
            @Override
            public void data(long position, ByteBuffer data) throws IOException {
                long at = position;
                while (data.hasRemaining()) {
                    at += file.write(data, at);
                }
            }

            @Override
            public CompletionStage<Void> completed(long total) {
                try {
                    file.close();
                    return CompletableFuture.completedStage(null);
                } catch (IOException e) {
                    return CompletableFuture.failedStage(e);
                }
            }

            @Override
            public void aborted(String reason) {
                completed(0);
            }
        };
    }
}
