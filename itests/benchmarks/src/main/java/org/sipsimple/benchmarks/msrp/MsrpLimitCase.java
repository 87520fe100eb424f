/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.msrp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.sipsimple.benchmarks.BenchCase;
import org.sipsimple.benchmarks.BenchFailure;

/** The same file with no protocol: transferTo, direct buffer, file; or through JSSE with blocking sockets. */
public final class MsrpLimitCase implements BenchCase {
    private static final int BUFFER = 256 * 1024;

    @Override
    public String name() {
        return "msrp-limit";
    }

    @Override
    public String usage() {
        return "file-tcp|file-tls BYTES";
    }

    @Override
    public String run(List<String> arguments) throws BenchFailure, InterruptedException {
        if (arguments.size() != 2 || !arguments.get(0).matches("file-(tcp|tls)")) {
            throw new IllegalArgumentException(usage());
        }
        long bytes = Long.parseLong(arguments.get(1));
        BenchFiles files = BenchFiles.fromEnvironment();
        try {
            double seconds = arguments.get(0).endsWith("tls") ? tls(files, bytes) : tcp(files, bytes);
            files.compare(bytes);
            return String.format(Locale.ROOT, "{\"bytes\":%d,\"seconds\":%.6f}", bytes, seconds);
        } catch (IOException | GeneralSecurityException | CompletionException e) {
            throw new BenchFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private interface Transfer {
        void run() throws IOException;
    }

    private static CompletableFuture<Void> inBackground(Transfer transfer) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        transfer.run();
                        done.complete(null);
                    } catch (IOException e) {
                        done.completeExceptionally(e);
                    }
                },
                "bench-receiver");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private static double tcp(BenchFiles files, long bytes) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open();
                FileChannel in = FileChannel.open(files.in())) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (SocketChannel sending = SocketChannel.open(server.getLocalAddress());
                    SocketChannel receiving = server.accept()) {
                long start = System.nanoTime();
                CompletableFuture<Void> received = inBackground(() -> receive(receiving, files, bytes));
                for (long at = 0; at < bytes; ) {
                    at += in.transferTo(at, bytes - at, sending);
                }
                received.join();
                return (System.nanoTime() - start) / 1e9;
            }
        }
    }

    private static void receive(SocketChannel channel, BenchFiles files, long bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try (FileChannel out = FileChannel.open(
                files.out(),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            for (long at = 0; at < bytes; ) {
                int count = channel.read(buffer.clear());
                if (count < 0) {
                    throw new IOException("the stream ended early");
                }
                at += count;
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
        }
    }

    private static double tls(BenchFiles files, long bytes) throws IOException, GeneralSecurityException, BenchFailure {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(BenchFiles.keyStore(), BenchFiles.password());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(BenchFiles.keyStore());
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket server =
                        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, loopback);
                SSLSocket sending =
                        (SSLSocket) context.getSocketFactory().createSocket(loopback, server.getLocalPort());
                SSLSocket receiving = (SSLSocket) server.accept();
                InputStream in = Files.newInputStream(files.in())) {
            CompletableFuture<Void> shaken = inBackground(receiving::startHandshake);
            sending.startHandshake();
            shaken.join();
            long start = System.nanoTime();
            CompletableFuture<Void> received = inBackground(() -> {
                try (OutputStream out = Files.newOutputStream(files.out())) {
                    copy(receiving.getInputStream(), out, bytes);
                }
            });
            copy(in, sending.getOutputStream(), bytes);
            received.join();
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[BUFFER / 4];
        for (long left = bytes; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new IOException("the stream ended early");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }
}
