/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.sipsimple.api.lookup.DnsRecord;
import org.sipsimple.api.lookup.LookupException;
import org.sipsimple.api.lookup.LookupNotification.Trace;
import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.lookup.ServiceAddress;
import org.sipsimple.lookup.internal.resolver.Addresses;

/** What {@code sip-diag} prints. One thread only. */
final class DiagReport {
    private final PrintStream out;

    DiagReport(PrintStream out) {
        this.out = out;
    }

    void begin(DiagArguments arguments, List<InetSocketAddress> nameservers) {
        out.println("Looking for the " + arguments.goal());
        if (arguments.service() == null && !arguments.xcap()) {
            out.println("Transports: "
                    + arguments.transports().stream()
                            .map(each -> each.parameter())
                            .collect(Collectors.joining(", ")));
        }
        out.println("Nameservers: "
                + (nameservers.isEmpty()
                        ? "none"
                        : nameservers.stream().map(Addresses::text).collect(Collectors.joining(", "))));
        out.println();
    }

    void step(Trace trace) {
        out.println(trace.queryType() + " " + trace.queryName() + "  (" + origin(trace) + ")");
        List<DnsRecord> answer = trace.answer();
        if (answer == null) {
            out.println("    failed: " + trace.error());
        } else if (answer.isEmpty()) {
            out.println("    does not exist");
        } else {
            for (DnsRecord record : answer) {
                String alias = record.type().equals(trace.queryType()) ? "" : record.name() + " is an alias of ";
                out.println("    " + alias + record.data() + "  ("
                        + record.timeToLive().toSeconds() + " s)");
            }
        }
    }

    private static String origin(Trace trace) {
        InetSocketAddress server = trace.nameserver();
        String from = server == null ? "" : " from " + Addresses.text(server);
        String took = String.format(Locale.ROOT, "%.1f ms", trace.elapsed().toNanos() / 1e6);
        return switch (trace.source()) {
            case NAMESERVER -> took + from;
            case CACHE -> "remembered" + from;
            case STALE_CACHE -> "remembered, out of date," + from + ", as nobody answered in " + took;
            case ADDITIONAL -> "came along with an earlier answer";
        };
    }

    void found(List<?> targets) {
        out.println();
        out.println(targets.size() == 1 ? "One target:" : targets.size() + " targets, to be tried in this order:");
        int number = 1;
        for (Object target : targets) {
            out.println("  " + number++ + ". " + text(target));
        }
    }

    private static String text(Object target) {
        if (target instanceof Route route) {
            String where = route.transport().name() + " to "
                    + Addresses.text(new InetSocketAddress(route.address(), route.port()));
            return route.transport().secure() ? where + ", certificate of " + route.tlsName() : where;
        }
        if (target instanceof ServiceAddress address) {
            return Addresses.text(new InetSocketAddress(address.address(), address.port())) + " (" + address.host()
                    + ")";
        }
        return target.toString();
    }

    void nothing(Throwable error) {
        out.println();
        boolean silence = error instanceof LookupException.Unavailable;
        out.println("Nothing found: " + (silence ? "there was no answer to the failed questions" : error.getMessage()));
    }
}
