/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Joining asynchronous steps. */
public final class Futures {
    private Futures() {}

    /** The lists one behind the other, when all are there. */
    public static <T> CompletableFuture<List<T>> concatenated(List<CompletableFuture<List<T>>> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]))
                .thenApply(all -> {
                    List<T> joined = new ArrayList<>();
                    parts.forEach(part -> joined.addAll(part.join()));
                    return joined;
                });
    }

    /** What really happened, without the wrapping of dependent stages. */
    public static Throwable cause(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause : error;
    }
}
