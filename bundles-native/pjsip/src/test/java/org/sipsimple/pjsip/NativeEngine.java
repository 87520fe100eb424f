/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** The worker as tests use it: started on free loopback ports, its events in a queue that can be waited on. */
final class NativeEngine implements AutoCloseable {
    record Received(long id, int type, int code, byte[] payload) {
        FieldReader fields() {
            return new FieldReader(payload);
        }

        private String text() {
            FieldReader fields = fields();
            fields.readLong();
            return " " + fields.readText() + " " + fields.readText() + " " + fields.readText() + "\n"
                    + fields.readText();
        }

        @Override
        public String toString() {
            return "event 0x" + Integer.toHexString(type) + " of " + id + " code " + code
                    + (type == Event.TRACE ? text() : type == Event.LOG ? " " + fields().readText() : "");
        }
    }

    /** What differs between tests when starting. */
    record Config(
            List<String> addresses,
            int udp,
            int tcp,
            int tls,
            @Nullable String certificate,
            @Nullable String key,
            @Nullable String ca,
            boolean verify,
            List<String> methods) {
        /** On IPv4 alone. */
        Config(
                int udp,
                int tcp,
                int tls,
                @Nullable String certificate,
                @Nullable String key,
                @Nullable String ca,
                boolean verify,
                List<String> methods) {
            this(List.of("127.0.0.1"), udp, tcp, tls, certificate, key, ca, verify, methods);
        }

        static Config plain() {
            return new Config(0, 0, -1, null, null, null, false, List.of("MESSAGE", "SUBSCRIBE"));
        }

        /** The same at other addresses. */
        Config at(String... literals) {
            return new Config(List.of(literals), udp, tcp, tls, certificate, key, ca, verify, methods);
        }

        byte[] toBytes() {
            return new FieldWriter()
                    .putTexts(addresses)
                    .putInt(udp)
                    .putInt(tcp)
                    .putInt(tls)
                    .putText(certificate)
                    .putText(key)
                    .putText(null)
                    .putText(ca)
                    .putFlag(verify)
                    .putFlag(false)
                    .putInt(0)
                    .putInt(3000)
                    .putInt(1)
                    .putFlag(false)
                    .putText("test-agent")
                    .putTexts(methods)
                    .toBytes();
        }
    }

    /** Far beyond what anything here takes: waiting ends early unless something is broken. */
    static final long WAIT_SECONDS = Long.getLong("test.wait", 30);

    private static final AtomicLong IDS = new AtomicLong();

    final LinkedBlockingQueue<Received> events = new LinkedBlockingQueue<>();
    final int udp;
    final int tcp;
    final int tls;

    NativeEngine(Config config) {
        FieldReader answer = new FieldReader(PjsipBorder.start(
                config.toBytes(), (id, type, code, payload) -> events.add(new Received(id, type, code, payload))));
        assertThat(answer.readInt())
                .as("%s: %s", answer.readText(), answer.readText())
                .isZero();
        udp = answer.readInt();
        tcp = answer.readInt();
        tls = answer.readInt();
    }

    InetSocketAddress udpAddress() {
        return new InetSocketAddress("127.0.0.1", udp);
    }

    static long newId() {
        return IDS.incrementAndGet();
    }

    static byte[] none() {
        return new byte[0];
    }

    /** Runs a command and gives its answer, with the status read. */
    FieldReader ask(int op, long id, FieldWriter args) {
        FieldReader answer = new FieldReader(PjsipBorder.call(op, id, args.toBytes()));
        int status = answer.readInt();
        assertThat(status).as("op 0x%x: %s", op, PjsipBorder.describe(status)).isZero();
        return answer;
    }

    int status(int op, long id, FieldWriter args) {
        return new FieldReader(PjsipBorder.call(op, id, args.toBytes())).readInt();
    }

    /** Takes events until one fits; those before it are dropped. */
    Received await(Predicate<Received> wanted, String what) {
        List<Received> others = new ArrayList<>();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
            for (Received r; (r = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)) != null; ) {
                if (wanted.test(r)) {
                    return r;
                }
                others.add(r);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("did not come: " + what + "; instead: " + others);
    }

    Received await(int type) {
        return await(r -> r.type() == type, "event 0x" + Integer.toHexString(type));
    }

    Received await(int type, long id) {
        return await(r -> r.type() == type && r.id() == id, "event 0x" + Integer.toHexString(type) + " of " + id);
    }

    Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>();
        ask(Op.COUNTERS, 0, new FieldWriter())
                .readList(r -> Map.entry(r.readText(), r.readLong()))
                .forEach(e -> counters.put(e.getKey(), e.getValue()));
        return counters;
    }

    @Override
    public void close() {
        assertThat(PjsipBorder.stop()).isZero();
    }
}
