/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.sipsimple.api.configuration.XcapRoot;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.xcap.XcapClient;
import org.sipsimple.api.xcap.XcapException;
import org.sipsimple.api.xcap.XcapNotification;
import org.sipsimple.api.xcap.XcapOptions;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.threading.DefaultThreadManager;
import org.sipsimple.xcap.XcapClients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What tests of the client need: threads, its factory, and what it has traced. */
final class ClientBench implements AutoCloseable {
    static final String ALICE = "sip:alice@example.com";
    static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><r a=\"\u00e4 \u6f22 \ud83d\udcde\"/>";

    final DefaultThreadManager threads = new DefaultThreadManager();
    final DefaultNotificationCenter notifications =
            new DefaultNotificationCenter(threads.pool("notification"), threads.scheduler());
    final Queue<String> trace = new ConcurrentLinkedQueue<>();
    final XcapClients clients = new XcapClients(null, notifications, threads);

    ClientBench() {
        notifications.observe(XcapNotification.Trace.class, null, Runnable::run, seen -> trace.add(seen.text()));
    }

    static XcapOptions options(XcapRoot root) {
        return XcapOptions.of(root, ALICE).withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    XcapClient client(XcapRoot root) {
        return clients.open(options(root));
    }

    static Payload xml() {
        return Payload.of("application/r+xml", XML.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** The failure of a stage, which has to be of that type. */
    static <E extends XcapException> E failure(CompletionStage<?> stage, Class<E> type) {
        Throwable thrown = catchThrowable(() -> done(stage));
        assertThat(thrown).isInstanceOf(ExecutionException.class).cause().isInstanceOf(type);
        return type.cast(thrown.getCause());
    }

    @Override
    public void close() {
        threads.close();
    }
}
