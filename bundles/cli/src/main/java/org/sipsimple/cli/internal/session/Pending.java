/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.sipsimple.cli.internal.call.EventLoop;

/** What was asked for and is not done yet. Event loop only. */
final class Pending {
    private final EventLoop loop;
    private final Output output;
    private int open;

    Pending(EventLoop loop, Output output) {
        this.loop = loop;
        this.output = output;
    }

    /** Whether all is done, well or not. */
    boolean isEmpty() {
        return open == 0;
    }

    /** Waits for the end of something whose outcome is told elsewhere. */
    void await(CompletionStage<?> stage) {
        open++;
        stage.whenComplete((value, failure) -> loop.execute(() -> open--));
    }

    /**
     * Waits for the end of something.
     *
     * @param trouble what to say before the reason when it fails
     */
    void follow(Talk talk, String trouble, CompletionStage<?> stage, Runnable whenDone) {
        open++;
        stage.whenComplete((value, failure) -> loop.execute(() -> {
            open--;
            if (failure == null) {
                whenDone.run();
            } else {
                output.tell("error", talk, trouble + ": " + reason(failure));
            }
        }));
    }

    void follow(Talk talk, String trouble, CompletionStage<?> stage) {
        follow(talk, trouble, stage, () -> {});
    }

    /** What a stage failed with, for people. */
    static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
