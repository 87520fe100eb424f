/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.lookup.DnsManager;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.lookup.internal.DiagArguments.UsageException;
import org.sipsimple.lookup.internal.resolver.Futures;

/**
 * {@code sip-diag}: shows how the DNS leads from an address to servers, each query with its answer, as it happens. Exit
 * codes: 0 found, 1 nothing found or interrupted, 2 wrong usage.
 */
@Component(service = Tool.class)
public final class DiagTool implements Tool {
    private static final Runnable END = () -> {};

    private final Lookup lookup;
    private final DnsManager manager;

    @Activate
    public DiagTool(@Reference Lookup lookup, @Reference DnsManager manager) {
        this.lookup = lookup;
        this.manager = manager;
    }

    @Override
    public String name() {
        return "sip-diag";
    }

    @Override
    public String summary() {
        return "shows how the DNS leads from a SIP address to servers";
    }

    @Override
    public int run(ToolContext context) {
        if (context.arguments().contains("--help") || context.arguments().contains("-h")) {
            context.out().println(DiagArguments.USAGE);
            return 0;
        }
        try {
            return resolve(DiagArguments.parse(context.arguments()), context);
        } catch (UsageException e) {
            context.err().println("sip-diag: " + e.getMessage());
            context.err().println(DiagArguments.USAGE);
            return 2;
        }
    }

    private int resolve(DiagArguments arguments, ToolContext context) {
        DiagReport report = new DiagReport(context.out());
        report.begin(arguments, manager.nameservers());
        // printing is left to this thread, as the traces come on one that must not wait for a terminal
        BlockingQueue<Runnable> lines = new LinkedBlockingQueue<>();
        CompletableFuture<? extends List<?>> search = arguments
                .search(lookup, trace -> lines.add(() -> report.step(trace)))
                .toCompletableFuture();
        search.whenComplete((found, error) -> {
            lines.add(() -> {
                if (error == null) {
                    report.found(found);
                } else {
                    report.nothing(Futures.cause(error));
                }
            });
            lines.add(END);
        });
        context.interruption().thenRun(() -> search.cancel(false));
        try {
            for (Runnable line = lines.take(); line != END; line = lines.take()) {
                line.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.out().flush();
        return search.isDone() && !search.isCompletedExceptionally() ? 0 : 1;
    }
}
