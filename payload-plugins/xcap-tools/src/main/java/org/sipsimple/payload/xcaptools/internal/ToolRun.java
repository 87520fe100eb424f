/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcaptools.internal;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.xcap.XcapException;

/** Waits for requests as tools do: their failures become exit codes, and an interruption ends them. */
record ToolRun(String tool, ToolContext context) {

    /** What a tool does when it is not asked for help. */
    interface Work {
        void run(ToolLine line) throws ToolFailure;
    }

    /**
     * @param options those that the tool has, each with a value
     * @return exit code
     */
    int run(String usage, List<String> options, Work work) {
        try {
            ToolLine line = ToolLine.parse(context.arguments(), options);
            if (line.help()) {
                context.out().println(usage);
            } else {
                work.run(line);
            }
            context.out().flush();
            return 0;
        } catch (ToolFailure e) {
            context.err().println(tool + ": " + e.getMessage());
            return e.code();
        }
    }

    /** The result of a request; {@link XcapException} is left to callers that know what to do about it. */
    <T> T result(CompletionStage<T> request) throws ToolFailure, XcapException {
        CompletableFuture<T> future = request.toCompletableFuture();
        context.interruption().thenRun(() -> future.cancel(true));
        try {
            return future.join();
        } catch (CancellationException e) {
            throw new ToolFailure(ToolFailure.INTERRUPTED, "interrupted");
        } catch (CompletionException e) {
            if (e.getCause() instanceof XcapException failure) {
                throw failure;
            }
            int code = e.getCause() instanceof LookupException ? ToolFailure.UNREACHABLE : ToolFailure.FAILED;
            throw new ToolFailure(code, e.getCause().getMessage());
        }
    }

    /** The same, every failure being the tool's end. */
    <T> T await(CompletionStage<T> request) throws ToolFailure {
        try {
            return result(request);
        } catch (XcapException e) {
            throw failure(e);
        }
    }

    static ToolFailure failure(XcapException e) {
        boolean refused = e instanceof XcapException.Conflict
                || e instanceof XcapException.PreconditionFailed
                || e instanceof XcapException.NotFound
                || e instanceof XcapException.NotAuthorized
                || e instanceof XcapException.Rejected;
        boolean unreachable = e instanceof XcapException.Unreachable || e instanceof XcapException.TlsFailure;
        int code = refused
                ? ToolFailure.NEGATIVE_RESPONSE
                : unreachable
                        ? ToolFailure.UNREACHABLE
                        : e instanceof XcapException.TimedOut ? ToolFailure.TIMEOUT : ToolFailure.FAILED;
        return new ToolFailure(code, String.valueOf(e.getMessage()));
    }
}
