/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sipsimple.testing.Tones;

import static org.assertj.core.api.Assertions.assertThat;

/** Media commands with fields that make no sense, in any order: each gets a status, and nothing stays behind. */
class MediaHostileTest {
    /** By command: i int, l long, s text, b bytes. */
    private static final Map<Integer, String> LAYOUTS = Map.ofEntries(
            Map.entry(MediaOp.MIXER_CREATE, "ii"),
            Map.entry(MediaOp.MIXER_DESTROY, ""),
            Map.entry(MediaOp.MIXER_CONNECT, "ii"),
            Map.entry(MediaOp.MIXER_DISCONNECT, "ii"),
            Map.entry(MediaOp.MIXER_INFO, ""),
            Map.entry(MediaOp.MIXER_VOLUMES, "ii"),
            Map.entry(MediaOp.RTP_CREATE, "aiiii"),
            Map.entry(MediaOp.RTP_COMPLETE, "bbi"),
            Map.entry(MediaOp.RTP_START, "bbi"),
            Map.entry(MediaOp.RTP_RESET, ""),
            Map.entry(MediaOp.RTP_INFO, ""),
            Map.entry(MediaOp.RTP_CLOSE, ""),
            Map.entry(MediaOp.STREAM_START, "llibbi"),
            Map.entry(MediaOp.STREAM_UPDATE, "bbi"),
            Map.entry(MediaOp.STREAM_DIRECTION, "i"),
            Map.entry(MediaOp.STREAM_VOLUME, "i"),
            Map.entry(MediaOp.STREAM_DTMF, "s"),
            Map.entry(MediaOp.STREAM_STATISTICS, ""),
            Map.entry(MediaOp.STREAM_WATCH, ""),
            Map.entry(MediaOp.STREAM_STOP, ""),
            Map.entry(MediaOp.PLAYER_START, "lpi"),
            Map.entry(MediaOp.PLAYER_VOLUME, "i"),
            Map.entry(MediaOp.PLAYER_STOP, ""),
            Map.entry(MediaOp.RECORDER_START, "lr"),
            Map.entry(MediaOp.RECORDER_STOP, ""));

    private static final int[] NUMBERS = {
        0, 1, 2, 3, -1, 8000, 16_000, 20, 254, 40_000, 40_100, 65_535, Integer.MAX_VALUE, Integer.MIN_VALUE, 999_999
    };

    private static final byte[] PLAIN = ("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                    + "m=audio 40000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final Random random = new Random(4);
    private List<Long> current = List.of();
    private final List<Long> ids = new ArrayList<>(List.of(0L, -5L, Long.MAX_VALUE));

    @TempDir
    Path dir;

    @Test
    void fieldsWithoutSenseGetAStatus() {
        Path tone = Tones.write(dir.resolve("tone.wav"), 8000, 440, 0.1);
        List<Integer> ops = new ArrayList<>(LAYOUTS.keySet());
        ops.sort(null);
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain())) {
            Map<String, Long> before = engine.counters();
            int successes = 0;
            for (int i = 0; i < 4000; i++) {
                if (i % 100 == 0) {
                    makeAll(engine, tone);
                }
                int op = ops.get(random.nextInt(ops.size()));
                boolean makes = (op & 0xF) == 0;
                long id = makes && random.nextInt(4) > 0 ? NativeEngine.newId() : any(ids);
                if (engine.status(op, id, fields(LAYOUTS.get(op), tone)) == 0) {
                    successes++;
                    if (makes) {
                        ids.add(id);
                    }
                }
                engine.events.clear();
            }
            assertThat(successes).as("some commands have to get through").isGreaterThan(100);
            for (int i = 0; i < 2000; i++) {
                byte[] noise = new byte[random.nextInt(60)];
                random.nextBytes(noise);
                PjsipBorder.post(ops.get(random.nextInt(ops.size())), any(ids), noise);
            }
            for (long id : ids) {
                for (int op : new int[] {
                    MediaOp.STREAM_STOP,
                    MediaOp.PLAYER_STOP,
                    MediaOp.RECORDER_STOP,
                    MediaOp.RTP_CLOSE,
                    MediaOp.MIXER_DESTROY
                }) {
                    engine.status(op, id, new FieldWriter());
                }
            }
            assertThat(engine.counters())
                    .containsEntry("objects", before.get("objects"))
                    .containsEntry("streams", 0L)
                    .containsEntry("mixers", 0L)
                    .containsEntry("rtp-transports", 0L);
        }
    }

    /** One object of each kind, all in use, for the commands that follow to hit. */
    private void makeAll(NativeEngine engine, Path tone) {
        long mixer = NativeEngine.newId();
        long transport = NativeEngine.newId();
        long stream = NativeEngine.newId();
        long player = NativeEngine.newId();
        long recorder = NativeEngine.newId();
        FieldWriter descriptions =
                new FieldWriter().putBytes(PLAIN).putBytes(PLAIN).putInt(0);
        engine.ask(MediaOp.MIXER_CREATE, mixer, new FieldWriter().putInt(16_000).putInt(9));
        engine.ask(
                MediaOp.RTP_CREATE,
                transport,
                new FieldWriter()
                        .putText("127.0.0.1")
                        .putInt(20_000)
                        .putInt(59_999)
                        .putInt(20_000 + random.nextInt(39_000))
                        .putInt(random.nextInt(2)));
        engine.ask(MediaOp.RTP_COMPLETE, transport, descriptions);
        engine.ask(MediaOp.RTP_START, transport, descriptions);
        engine.ask(
                MediaOp.STREAM_START,
                stream,
                new FieldWriter()
                        .putLong(mixer)
                        .putLong(transport)
                        .putInt(3)
                        .putBytes(PLAIN)
                        .putBytes(PLAIN)
                        .putInt(0));
        engine.ask(
                MediaOp.PLAYER_START,
                player,
                new FieldWriter().putLong(mixer).putText(tone.toString()).putInt(100));
        engine.ask(
                MediaOp.RECORDER_START,
                recorder,
                new FieldWriter().putLong(mixer).putText(dir.resolve("r").toString()));
        ids.addAll(List.of(mixer, transport, stream, player, recorder));
        current = List.of(mixer, transport, stream, player, recorder);
    }

    private long any(List<Long> from) {
        if (random.nextInt(3) > 0 && !current.isEmpty()) {
            return current.get(random.nextInt(current.size()));
        }
        return from.get(random.nextInt(from.size()));
    }

    private FieldWriter fields(String layout, Path tone) {
        FieldWriter fields = new FieldWriter();
        for (char kind : layout.toCharArray()) {
            switch (kind) {
                case 'i' ->
                    fields.putInt(random.nextInt(5) > 0 ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextInt());
                case 'l' -> fields.putLong(any(ids));
                case 'a' ->
                    fields.putText(List.of("127.0.0.1", "::1", "nowhere", "", "300.1.1.1")
                            .get(random.nextInt(5)));
                case 's' ->
                    fields.putText(List.of("1", "12345678901234567890123456789012345", "x", "", "ABCD*#")
                            .get(random.nextInt(5)));
                case 'p' -> fields.putText((random.nextBoolean() ? tone : dir.resolve("none")).toString());
                case 'r' ->
                    fields.putText(dir.resolve("file" + random.nextInt(5)).toString());
                default -> fields.putBytes(description());
            }
        }
        return fields;
    }

    private byte[] description() {
        StringBuilder text = new StringBuilder(
                        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n")
                .append("m=audio 40000 RTP/")
                .append(random.nextBoolean() ? "AVP" : "SAVP")
                .append(" 0 96 101\r\na=rtpmap:96 opus/48000/2\r\na=rtpmap:101 telephone-event/8000\r\na=ptime:")
                .append(random.nextInt(400))
                .append("\r\n");
        for (int i = random.nextInt(4) == 0 ? 100 : random.nextInt(3); i > 0; i--) {
            text.append("a=crypto:")
                    .append(i)
                    .append(" AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        for (int i = random.nextInt(3) == 0 ? random.nextInt(6) : 0; i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
        }
        return bytes;
    }
}
