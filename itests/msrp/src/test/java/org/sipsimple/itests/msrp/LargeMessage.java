/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.msrp;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.sipsimple.msrp.AcceptorDirect;
import org.sipsimple.msrp.ConnectorDirect;
import org.sipsimple.msrp.IncomingMessage;
import org.sipsimple.msrp.MessageReceiver;
import org.sipsimple.msrp.MsrpOptions;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.MsrpSessionListener;
import org.sipsimple.msrp.MsrpSetup;
import org.sipsimple.msrp.MsrpStack;
import org.sipsimple.msrp.MsrpTls;
import org.sipsimple.msrp.MsrpTransport;
import org.sipsimple.msrp.MsrpUri;
import org.sipsimple.msrp.OutgoingFile;
import org.sipsimple.msrp.Reports;
import org.sipsimple.testing.ManualScheduler;

/** A process of its own, with a small heap, that sends itself one message from a sparse file and keeps none of it. */
public final class LargeMessage implements MsrpSessionListener {
    private static final long MEBI = 1024 * 1024;
    private static final long PATIENCE_MINUTES = 10;

    private long received;

    private LargeMessage() {}

    /** Arguments: a file that is not there yet, its mebibytes, and {@code tcp} or {@code tls}. */
    public static void main(String[] arguments) throws Exception {
        long size = Long.parseLong(arguments[1]) * MEBI;
        LargeMessage receiver = new LargeMessage();
        try (FileChannel file = FileChannel.open(
                        Path.of(arguments[0]),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.SPARSE,
                        StandardOpenOption.DELETE_ON_CLOSE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                MsrpStack stack = new MsrpStack(new ManualScheduler())) {
            file.write(ByteBuffer.wrap(new byte[1]), size - 1);
            get(receiver.sender(stack, arguments[2].equals("tls"))
                    .sendFile(OutgoingFile.of(file, Ends.FILE_TYPE), Reports.ALL)
                    .delivered());
        }
        System.out.printf(
                "received %d MiB, heap at most %d MiB, buffers outside it %d MiB%n",
                receiver.received / MEBI, peakHeap() / MEBI, direct() / MEBI);
    }

    private MsrpSession sender(MsrpStack stack, boolean tls) throws Exception {
        MsrpOptions options = MsrpOptions.defaults(InetAddress.getLoopbackAddress());
        MsrpOptions connecting = tls ? options.withTls(MsrpTls.selfSigned("alice")) : options;
        MsrpOptions accepting = tls ? options.withTls(MsrpTls.selfSigned("bob")) : options;
        ConnectorDirect connector = new ConnectorDirect(stack, connecting);
        AcceptorDirect acceptor = new AcceptorDirect(stack, accepting);
        List<MsrpUri> local = get(connector.prepare(null));
        List<MsrpUri> remote = get(acceptor.prepare(null));
        CompletionStage<MsrpTransport> accepted =
                acceptor.complete(local, MsrpSetup.Role.PASSIVE, tls ? fingerprint(connecting) : null);
        CompletionStage<MsrpTransport> connected =
                connector.complete(remote, MsrpSetup.Role.ACTIVE, tls ? fingerprint(accepting) : null);
        new MsrpSession(get(accepted), List.of("*"), this);
        return new MsrpSession(get(connected), List.of("*"), new MsrpSessionListener() {});
    }

    private static String fingerprint(MsrpOptions options) {
        return java.util.Objects.requireNonNull(options.tls()).fingerprint().orElseThrow();
    }

    /** With patience for gibibytes on a slow machine. */
    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }

    @Override
    public MessageReceiver incoming(MsrpSession session, IncomingMessage message) {
        return new MessageReceiver() {
            @Override
            public void data(long position, ByteBuffer data) {
                received += data.remaining();
            }

            @Override
            public CompletionStage<Void> completed(long total) {
                return CompletableFuture.completedStage(null);
            }

            @Override
            public void aborted(String reason) {
                received = -1;
            }
        };
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
