/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.msrp;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.sipsimple.api.threading.Scheduled;
import org.sipsimple.api.threading.Scheduler;
import org.sipsimple.benchmarks.BenchFailure;
import org.sipsimple.msrp.AcceptorDirect;
import org.sipsimple.msrp.ConnectorDirect;
import org.sipsimple.msrp.MsrpOptions;
import org.sipsimple.msrp.MsrpSession;
import org.sipsimple.msrp.MsrpSessionListener;
import org.sipsimple.msrp.MsrpStack;
import org.sipsimple.msrp.MsrpTls;
import org.sipsimple.msrp.MsrpTransport;
import org.sipsimple.msrp.MsrpUri;

/** Both ends of a session on loopback. */
final class Ends implements AutoCloseable, Scheduler {
    final MsrpSession sender;
    private final MsrpStack stack;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "bench-timer");
        thread.setDaemon(true);
        return thread;
    });

    Ends(boolean tls, MsrpSessionListener receiver) throws BenchFailure, InterruptedException {
        try {
            stack = new MsrpStack(this);
            MsrpOptions options = MsrpOptions.defaults(InetAddress.getLoopbackAddress());
            if (tls) {
                options = options.withTls(
                        MsrpTls.of(BenchFiles.keyStore(), BenchFiles.password(), BenchFiles.keyStore()));
            }
            ConnectorDirect connector = new ConnectorDirect(stack, options);
            AcceptorDirect acceptor = new AcceptorDirect(stack, options);
            List<MsrpUri> local = get(connector.prepare(null));
            List<MsrpUri> remote = get(acceptor.prepare(null));
            CompletionStage<MsrpTransport> accepted = acceptor.complete(local);
            CompletionStage<MsrpTransport> connected = connector.complete(remote);
            new MsrpSession(get(accepted), List.of("*"), receiver);
            sender = new MsrpSession(get(connected), List.of("*"), new MsrpSessionListener() {});
        } catch (IOException | GeneralSecurityException e) {
            throw new BenchFailure("no session: " + e.getMessage(), e);
        }
    }

    static <T> T get(CompletionStage<T> stage) throws BenchFailure, InterruptedException {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new BenchFailure(String.valueOf(e.getCause()), e);
        }
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        ScheduledFuture<?> future = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        stack.close();
        timer.shutdownNow();
    }
}
