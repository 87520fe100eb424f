/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;

/** Sound from a file through codec and RTP into another file, by raw commands. */
class MediaTest {
    static final FieldWriter NONE = new FieldWriter();

    static NativeEngine engine;

    @TempDir
    Path dir;

    @BeforeAll
    static void start() {
        engine = new NativeEngine(NativeEngine.Config.plain());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static long mixer(int rate) {
        long id = NativeEngine.newId();
        engine.ask(MediaOp.MIXER_CREATE, id, new FieldWriter().putInt(rate).putInt(20));
        return id;
    }

    private record Rtp(long id, int port) {
        static Rtp create(int srtp) {
            long id = NativeEngine.newId();
            String address = engine.ask(
                            MediaOp.RTP_CREATE,
                            id,
                            new FieldWriter()
                                    .putText("127.0.0.1")
                                    .putInt(20_000)
                                    .putInt(59_999)
                                    .putInt(ThreadLocalRandom.current().nextInt(20_000, 60_000))
                                    .putInt(srtp))
                    .readText();
            return new Rtp(id, Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
        }

        byte[] sdp(String formats) {
            String[] lines = formats.split(";", -1);
            StringBuilder text = new StringBuilder("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\n")
                    .append("c=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port + " RTP/AVP");
            for (String line : lines) {
                text.append(' ').append(line, 0, line.indexOf(' '));
            }
            for (String line : lines) {
                text.append("\r\na=rtpmap:").append(line);
            }
            return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        }

        byte[] complete(byte[] local, byte[] remote) {
            return engine.ask(
                            MediaOp.RTP_COMPLETE,
                            id,
                            new FieldWriter().putBytes(local).putBytes(remote).putInt(0))
                    .readBytes();
        }

        void go(byte[] local, byte[] remote) {
            engine.ask(
                    MediaOp.RTP_START,
                    id,
                    new FieldWriter().putBytes(local).putBytes(remote).putInt(0));
        }
    }

    private static FieldReader stream(long id, long mixer, Rtp rtp, byte[] local, byte[] remote) {
        return engine.ask(
                MediaOp.STREAM_START,
                id,
                new FieldWriter()
                        .putLong(mixer)
                        .putLong(rtp.id())
                        .putInt(3)
                        .putBytes(local)
                        .putBytes(remote)
                        .putInt(0));
    }

    @Test
    void hasAllCodecs() {
        List<String> codecs =
                engine.ask(MediaOp.CODECS, 0, NONE).readList(r -> r.readText() + "/" + r.readInt() + "/" + r.readInt());
        assertThat(codecs)
                .contains(
                        "opus/48000/2",
                        "G722/16000/1",
                        "PCMU/8000/1",
                        "PCMA/8000/1",
                        "speex/8000/1",
                        "speex/16000/1",
                        "GSM/8000/1");
    }

    @ParameterizedTest
    @CsvSource({
        "0 PCMU/8000;101 telephone-event/8000,0",
        "0 PCMU/8000;101 telephone-event/8000,1",
        "8 PCMA/8000;101 telephone-event/8000,2",
        "9 G722/8000;101 telephone-event/8000,0",
        "96 opus/48000/2;101 telephone-event/48000,0",
        "97 speex/16000;101 telephone-event/8000,0",
        "3 GSM/8000;101 telephone-event/8000,0",
    })
    void carriesAToneAndDigits(String formats, int srtp) {
        Map<String, Long> before = engine.counters();
        long one = mixer(16_000);
        long two = mixer(16_000);
        Rtp a = Rtp.create(srtp);
        Rtp b = Rtp.create(srtp);
        byte[] offer = a.complete(a.sdp(formats), null);
        byte[] answer = b.complete(b.sdp(formats), offer);
        a.go(offer, answer);
        b.go(answer, offer);
        long sender = NativeEngine.newId();
        long receiver = NativeEngine.newId();
        int out = stream(sender, one, a, offer, answer).readInt();
        int in = stream(receiver, two, b, answer, offer).readInt();

        long player = NativeEngine.newId();
        Path tone = Tones.write(dir.resolve("tone.wav"), 8000, 440, 0.8);
        int from = engine.ask(
                        MediaOp.PLAYER_START,
                        player,
                        new FieldWriter().putLong(one).putText(tone.toString()).putInt(100))
                .readInt();
        long recorder = NativeEngine.newId();
        Path recording = dir.resolve("recording.wav");
        int to = engine.ask(
                        MediaOp.RECORDER_START,
                        recorder,
                        new FieldWriter().putLong(two).putText(recording.toString()))
                .readInt();
        engine.ask(MediaOp.MIXER_CONNECT, two, new FieldWriter().putInt(in).putInt(to));
        engine.ask(MediaOp.MIXER_CONNECT, one, new FieldWriter().putInt(from).putInt(out));
        engine.await(MediaEvent.PLAYER_ENDED, player);
        engine.ask(MediaOp.RECORDER_STOP, recorder, NONE);
        NativeEngine.Received closed = engine.await(MediaEvent.RECORDER_CLOSED, recorder);
        assertThat(closed.code()).isZero();
        assertThat(Tones.purity(recording, 440)).isGreaterThan(0.9);

        engine.ask(MediaOp.STREAM_DTMF, sender, new FieldWriter().putText("159D*#"));
        StringBuilder digits = new StringBuilder();
        while (digits.length() < 6) {
            digits.append((char) engine.await(MediaEvent.DTMF, receiver).code());
        }
        assertThat(digits).hasToString("159D*#");
        FieldReader info = engine.ask(MediaOp.RTP_INFO, b.id(), NONE);
        assertThat(info.readText()).isEqualTo("127.0.0.1:" + a.port());
        assertThat(info.readFlag()).isEqualTo(srtp > 0);
        assertThat(info.readText()).isEqualTo(srtp > 0 ? "AES_CM_128_HMAC_SHA1_80" : "");
        FieldReader statistics = engine.ask(MediaOp.STREAM_STATISTICS, receiver, NONE);
        statistics.readLong();
        statistics.readLong();
        assertThat(statistics.readLong()).as("packets received").isGreaterThan(30);
        for (String skipped : List.of("bytes", "lost", "discarded", "lost of ours", "jitter", "most", "round trip")) {
            assertThat(statistics.readLong()).as(skipped).isNotNegative();
        }
        // by another clock than the one its timestamps count, jitter would be wrong by whole packets
        assertThat(statistics.readLong()).as("clock of the timestamps").isEqualTo(clockRate(formats));

        engine.ask(MediaOp.STREAM_STOP, sender, NONE);
        engine.ask(MediaOp.STREAM_STOP, receiver, NONE);
        engine.ask(MediaOp.RTP_CLOSE, a.id(), NONE);
        engine.ask(MediaOp.RTP_CLOSE, b.id(), NONE);
        engine.ask(MediaOp.PLAYER_STOP, player, NONE);
        engine.ask(MediaOp.MIXER_DESTROY, one, NONE);
        engine.ask(MediaOp.MIXER_DESTROY, two, NONE);
        assertThat(engine.counters()).containsAllEntriesOf(alive(before));
    }

    /** Of the first codec, as its rtpmap has it. */
    private static long clockRate(String formats) {
        return Long.parseLong(formats.split("[/;]")[1]);
    }

    private static Map<String, Long> alive(Map<String, Long> counters) {
        Map<String, Long> alive = new java.util.TreeMap<>(counters);
        alive.keySet()
                .retainAll(List.of("objects", "pools", "mixers", "streams", "rtp-transports", "players", "recorders"));
        return alive;
    }
}
