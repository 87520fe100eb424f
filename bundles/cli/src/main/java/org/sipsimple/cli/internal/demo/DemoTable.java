/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

import org.sipsimple.api.media.RtpStatistics;
import org.sipsimple.cli.internal.call.CallReport;

/** The report of the demo as a table for people. */
final class DemoTable {
    private DemoTable() {}

    static void print(PrintStream out, DemoTool.Outcome outcome) {
        CallReport near = outcome.near();
        Map<String, Object> far = outcome.far();
        RtpStatistics rtp = near.statistics();
        out.println();
        row(out, "", "caller", "callee");
        row(
                out,
                "codec",
                near.codec() + " " + near.rate() + " Hz",
                text(far, "codec") + " " + text(far, "sample_rate") + " Hz");
        row(out, "SRTP", near.srtp().orElse("none"), text(far, "srtp").isEmpty() ? "none" : text(far, "srtp"));
        row(out, "packets sent", String.valueOf(rtp.sentPackets()), text(far, "packets_sent"));
        row(out, "packets received", String.valueOf(rtp.receivedPackets()), text(far, "packets_received"));
        row(out, "packets lost", String.valueOf(rtp.lostPackets()), text(far, "packets_lost"));
        row(out, "jitter ms", decimal(rtp.jitter().toNanos() / 1e6), decimal(text(far, "jitter_ms")));
        row(out, "seconds", decimal(near.duration().toMillis() / 1e3), decimal(text(far, "seconds")));
        row(out, "keys", "sent " + DemoScript.KEYS, "got " + text(far, "dtmf_received"));
        row(out, "hold", "1", "seen " + text(far, "holds"));
        row(out, "speech", "sent twice", String.format(Locale.ROOT, "%.3f similar", outcome.similarity()));
        Extras extras = outcome.extras();
        row(
                out,
                "chat",
                extras.delivered() + " lines in up to " + extras.slowestMillis() + " ms",
                outcome.chatArrived() ? "got all of them" : "did not get all");
        row(
                out,
                "file",
                String.format(
                        Locale.ROOT,
                        "%d MiB in %.2f s",
                        Extras.FILE_SIZE >> 20,
                        extras.fileSeconds().orElse(0.0)),
                outcome.sameFile() ? "got the same" : "did not get it");
    }

    private static String text(Map<String, Object> members, String name) {
        return String.valueOf(members.getOrDefault(name, ""));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String decimal(String value) {
        return decimal(Double.parseDouble(value));
    }

    private static void row(PrintStream out, String what, String caller, String callee) {
        out.printf("  %-18s %-26s %s%n", what, caller, callee);
    }
}
