/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.sipsimple.testing.ManualScheduler;

/**
 * Two sessions on loopback, bound to each other; time stands still unless a test lets it pass, and then for Alice only:
 * else Bob might time out first, and she would see his end of the connection go instead of her own time run out.
 */
final class Pair implements AutoCloseable {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final long PATIENCE = 20;

    final ManualScheduler scheduler = new ManualScheduler();
    private final MsrpStack stack = new MsrpStack(scheduler);
    private final MsrpStack bobStack = new MsrpStack(new ManualScheduler());
    final RecordingListener aliceEvents = new RecordingListener();
    final RecordingListener bobEvents;
    final MsrpSession alice;
    final MsrpSession bob;

    Pair() throws Exception {
        this(options(), options(), new RecordingListener());
    }

    Pair(MsrpOptions activeOptions, MsrpOptions passiveOptions, RecordingListener bobEvents) throws Exception {
        this.bobEvents = bobEvents;
        ConnectorDirect connector = new ConnectorDirect(stack, activeOptions);
        AcceptorDirect acceptor = new AcceptorDirect(bobStack, passiveOptions);
        List<MsrpUri> activePath = get(connector.prepare(null));
        List<MsrpUri> passivePath = get(acceptor.prepare(null));
        CompletionStage<MsrpTransport> accepted = acceptor.complete(activePath);
        CompletionStage<MsrpTransport> connected = connector.complete(passivePath);
        bob = new MsrpSession(get(accepted), List.of("text/*", "message/cpim", "application/x"), bobEvents);
        alice = new MsrpSession(get(connected), List.of("*"), aliceEvents);
    }

    static MsrpOptions options() {
        return MsrpOptions.defaults(LOOPBACK);
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new AssertionError("nothing happened in " + PATIENCE + " s", e);
        }
    }

    static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(PATIENCE, TimeUnit.SECONDS);
        if (taken == null) {
            throw new AssertionError("nothing came in " + PATIENCE + " s");
        }
        return taken;
    }

    @Override
    public void close() {
        stack.close();
        bobStack.close();
    }
}
