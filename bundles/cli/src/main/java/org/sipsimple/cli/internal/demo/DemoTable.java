package org.sipsimple.cli.internal.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

import org.sipsimple.api.media.RtpStatistics;
import org.sipsimple.cli.internal.call.CallReport;

/** The report of the demo as a table for people. */
final class DemoTable {
    private DemoTable() {}

    static void print(PrintStream out, CallReport near, Map<String, String> far, double similarity) {
        RtpStatistics rtp = near.statistics();
        out.println();
        row(out, "", "caller", "callee");
        row(out, "codec", near.codec() + " " + near.rate() + " Hz", far.get("codec") + " " + far.get("sample_rate")
                + " Hz");
        row(out, "SRTP", near.srtp().orElse("none"), far.get("srtp").isEmpty() ? "none" : far.get("srtp"));
        row(out, "packets sent", String.valueOf(rtp.sentPackets()), far.get("packets_sent"));
        row(out, "packets received", String.valueOf(rtp.receivedPackets()), far.get("packets_received"));
        row(out, "packets lost", String.valueOf(rtp.lostPackets()), far.get("packets_lost"));
        row(out, "jitter ms", decimal(rtp.jitter().toNanos() / 1e6), decimal(far.get("jitter_ms")));
        row(out, "seconds", decimal(near.duration().toMillis() / 1e3), decimal(far.get("seconds")));
        row(out, "keys", "sent " + DemoScript.KEYS, "got " + far.get("dtmf_received"));
        row(out, "hold", "1", "seen " + far.get("holds"));
        row(out, "speech", "sent twice", String.format(Locale.ROOT, "%.3f similar", similarity));
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
