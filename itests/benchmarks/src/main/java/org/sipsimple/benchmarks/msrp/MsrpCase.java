/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.msrp;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;
import org.sipsimple.msrp.IncomingMessage;
import org.sipsimple.msrp.MsrpHeader;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.MsrpSessionListener;
import org.sipsimple.msrp.OutgoingFile;
import org.sipsimple.msrp.Reports;

/** A file or many chat messages through one session. */
public final class MsrpCase implements BenchCase {
    private static final int UNREPORTED = 256;
    private static final byte[] MESSAGE = ("From: <sip:alice@bench.example>\r\nTo: <sip:bob@bench.example>\r\n"
                    + "DateTime: 2030-01-01T00:00:00Z\r\n\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                    + "x".repeat(100))
            .getBytes(StandardCharsets.US_ASCII);

    @Override
    public String name() {
        return "msrp";
    }

    @Override
    public String usage() {
        return "file-tcp|file-tls BYTES | chat-tcp|chat-tls|rtt-tcp MESSAGES";
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure, InterruptedException {
        if (arguments.size() != 2 || !arguments.get(0).matches("(file|chat)-(tcp|tls)|rtt-tcp")) {
            throw new IllegalArgumentException(usage());
        }
        boolean tls = arguments.get(0).endsWith("tls");
        long count = Long.parseLong(arguments.get(1));
        if (arguments.get(0).startsWith("file")) {
            return file(tls, count);
        }
        return chat(tls, Math.toIntExact(count), arguments.get(0).startsWith("rtt") ? 1 : UNREPORTED);
    }

    private static String file(boolean tls, long bytes) throws BenchFailure, InterruptedException {
        BenchFiles files = BenchFiles.fromEnvironment();
        try (FileChannel in = FileChannel.open(files.in());
                Ends ends = new Ends(tls, new FileReceiver(files.out()))) {
            List<MsrpHeader> type = List.of(new MsrpHeader.ContentType("application/octet-stream"));
            long start = System.nanoTime();
            Ends.get(ends.sender
                    .sendFile(new OutgoingFile(in, bytes, 0, null, type), Reports.ALL)
                    .delivered());
            double seconds = (System.nanoTime() - start) / 1e9;
            files.compare(bytes);
            return String.format(Locale.ROOT, "{\"bytes\":%d,\"seconds\":%.6f}", bytes, seconds);
        } catch (IOException e) {
            throw new BenchFailure("file: " + e.getMessage(), e);
        }
    }

    private static String chat(boolean tls, int messages, int ahead) throws BenchFailure, InterruptedException {
        AtomicInteger received = new AtomicInteger();
        MsrpSessionListener counting = new MsrpSessionListener() {
            @Override
            public void received(MsrpSession session, IncomingMessage message, byte[] content) {
                received.incrementAndGet();
            }
        };
        try (Ends ends = new Ends(tls, counting)) {
            exchange(ends.sender, messages / 2, ahead);
            long start = System.nanoTime();
            exchange(ends.sender, messages, ahead);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (received.get() != messages + messages / 2) {
                throw new BenchFailure(received.get() + " messages arrived");
            }
            return String.format(Locale.ROOT, "{\"messages\":%d,\"seconds\":%.6f}", messages, seconds);
        }
    }

    private static void exchange(MsrpSession session, int messages, int ahead)
            throws BenchFailure, InterruptedException {
        Semaphore free = new Semaphore(ahead);
        CountDownLatch reported = new CountDownLatch(messages);
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < messages; i++) {
            free.acquire();
            var unused = session.send(MESSAGE, "message/cpim", Reports.ALL)
                    .delivered()
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            failed.incrementAndGet();
                        }
                        reported.countDown();
                        free.release();
                    });
        }
        reported.await();
        if (failed.get() > 0) {
            throw new BenchFailure(failed.get() + " messages were not reported");
        }
    }
}
