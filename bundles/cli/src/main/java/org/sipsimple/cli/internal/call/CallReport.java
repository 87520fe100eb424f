/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.audio.RtpInformation;
import org.sipsimple.api.media.RtpStatistics;

/** What is known of a call, gathered while it runs, since its streams forget when they end. Event loop only. */
public final class CallReport {
    private String peer = "";
    private String codec = "";
    private int rate;
    private String srtp = "";
    private RtpStatistics statistics = RtpStatistics.NONE;
    private final StringBuilder dtmf = new StringBuilder();
    private int holds;
    private final List<String> texts = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private @Nullable Instant started;
    private Duration duration = Duration.ZERO;
    private String endReason = "";

    void peer(String address) {
        peer = address;
    }

    void started(Instant when) {
        started = when;
    }

    void sample(RtpInformation rtp) {
        rtp.codec().ifPresent(name -> codec = name);
        rtp.sampleRate().ifPresent(hertz -> rate = hertz);
        rtp.srtpSuite().ifPresent(suite -> srtp = suite);
        RtpStatistics now = rtp.statistics();
        if (now.sentPackets() >= statistics.sentPackets() && now.receivedPackets() >= statistics.receivedPackets()) {
            statistics = now;
        }
    }

    void digit(char digit) {
        dtmf.append(digit);
    }

    void held() {
        holds++;
    }

    void text(String text) {
        texts.add(text);
    }

    void file(String name) {
        files.add(name);
    }

    void ended(Instant when, String reason) {
        endReason = reason;
        if (started != null) {
            duration = Duration.between(started, when);
        }
    }

    public boolean wasEstablished() {
        return started != null;
    }

    public String codec() {
        return codec;
    }

    public int rate() {
        return rate;
    }

    /** Crypto suite, empty without encryption. */
    public Optional<String> srtp() {
        return srtp.isEmpty() ? Optional.empty() : Optional.of(srtp);
    }

    public RtpStatistics statistics() {
        return statistics;
    }

    public Duration duration() {
        return duration;
    }

    /** Since it was established. */
    public Duration runningFor() {
        return started == null ? Duration.ZERO : Duration.between(started, Instant.now());
    }

    public String endReason() {
        return endReason;
    }

    /** The fields of the JSON form, in order. */
    public Map<String, Object> fields(ExitStatus status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", status.name().toLowerCase(java.util.Locale.ROOT));
        fields.put("exit_code", status.code());
        fields.put("peer", peer);
        fields.put("codec", codec);
        fields.put("sample_rate", rate);
        fields.put("srtp", srtp);
        fields.put("seconds", duration.toMillis() / 1000.0);
        fields.put("packets_sent", statistics.sentPackets());
        fields.put("packets_received", statistics.receivedPackets());
        fields.put("packets_lost", statistics.lostPackets());
        fields.put("packets_discarded", statistics.discardedPackets());
        fields.put("jitter_ms", statistics.jitter().toNanos() / 1e6);
        fields.put("round_trip_ms", statistics.roundTrip().toNanos() / 1e6);
        fields.put("dtmf_received", dtmf.toString());
        fields.put("holds", holds);
        fields.put("texts_received", String.join("\n", texts));
        fields.put("files_received", String.join("\n", files));
        fields.put("end_reason", endReason);
        return fields;
    }
}
