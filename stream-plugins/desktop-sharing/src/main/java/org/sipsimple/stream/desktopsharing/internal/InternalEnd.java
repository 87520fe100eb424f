/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.desktopsharing.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.stream.desktopsharing.DesktopSharingHandler;
import org.sipsimple.stream.desktopsharing.DesktopSharingNotification.StreamGotData;
import org.sipsimple.stream.desktopsharing.DesktopSharingStream;

/** What viewers and servers inside the program have in common. Thread-safe. */
public final class InternalEnd {
    private final DesktopSharingHandler handler;
    private final NotificationCenter notifications;
    private final ThreadManager threads;
    private volatile @Nullable DesktopSharingStream stream;
    private CompletionStage<Void> last = CompletableFuture.completedStage(null);

    public InternalEnd(DesktopSharingHandler handler, NotificationCenter notifications, ThreadManager threads) {
        this.handler = handler;
        this.notifications = notifications;
        this.threads = threads;
    }

    /** Posts what comes, until the queue is closed. */
    public void begin(DesktopSharingStream started) {
        stream = started;
        threads.blocking().execute(() -> {
            try {
                for (byte[] data = started.incomingQueue().take();
                        data != null;
                        data = started.incomingQueue().take()) {
                    notifications.post(
                            new StreamGotData(handler, threads.scheduler().now(), data));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Puts data into the queue, in the order of calls. */
    public synchronized CompletionStage<Void> send(byte[] data) {
        DesktopSharingStream running = stream;
        if (running == null) {
            return CompletableFuture.failedStage(new IllegalStateException("the stream has not started"));
        }
        last = last.handle((done, failure) -> null)
                .thenComposeAsync(
                        before -> {
                            try {
                                return running.outgoingQueue().put(data)
                                        ? CompletableFuture.<Void>completedStage(null)
                                        : CompletableFuture.<Void>failedStage(
                                                new IllegalStateException("the stream has ended"));
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                                return CompletableFuture.<Void>failedStage(e);
                            }
                        },
                        threads.blocking());
        return last;
    }

    public void close() {
        // the queues are closed already, which ends the reader
    }
}
