/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.benchmarks.hotdeploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.sipsimple.benchmarks.BenchFailure;

/** Watches RTP on its way through the loopback, by the kernel's time stamps. */
final class RtpTap implements AutoCloseable {

    private record Packet(long nanos, int sequence) {}

    private final Map<Integer, List<Packet>> packets = new ConcurrentHashMap<>();
    private final Process process;
    private final Thread reader;

    RtpTap(Path script, List<Integer> ports) throws IOException, BenchFailure {
        List<String> command = new ArrayList<>(List.of("python3", script.toString()));
        ports.forEach(port -> {
            command.add(port.toString());
            packets.put(port, new ArrayList<>());
        });
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        if (!"ready".equals(lines.readLine())) {
            throw new BenchFailure("the tap does not start; it is for root");
        }
        reader = new Thread(() -> lines.lines().forEach(this::take), "rtp-tap");
        reader.start();
    }

    private void take(String line) {
        String[] words = line.split(" ");
        packets.get(Integer.parseInt(words[0])).add(new Packet(Long.parseLong(words[1]), Integer.parseInt(words[2])));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            reader.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** What came to that port, as JSON; after {@link #close}. */
    String summary(int port) {
        List<Packet> seen = packets.get(port);
        long missing = 0;
        long disordered = 0;
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < seen.size(); i++) {
            int step = seen.get(i).sequence() - seen.get(i - 1).sequence() & 0xFFFF;
            if (step == 0 || step > 0x8000) {
                disordered++;
            } else {
                missing += step - 1;
            }
            gaps.add(seen.get(i).nanos() - seen.get(i - 1).nanos());
        }
        gaps.sort(null);
        return String.format(
                Locale.ROOT,
                "{\"packets\":%d,\"missing\":%d,\"disordered\":%d,\"gap_median_ms\":%.2f,\"gap_p99_ms\":%.2f,\"gap_max_ms\":%.2f}",
                seen.size(),
                missing,
                disordered,
                Percentiles.of(gaps, 50) / 1e6,
                Percentiles.of(gaps, 99) / 1e6,
                Percentiles.of(gaps, 100) / 1e6);
    }
}
