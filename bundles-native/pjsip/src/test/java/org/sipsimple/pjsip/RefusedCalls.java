/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Calls an engine that cannot make a call of an INVITE, and says what came of each. Run by {@link FailingCallTest} in a class loader
 * of its own, whose library has the faults.
 */
public final class RefusedCalls implements Callable<String> {
    private static final String[] FAULTS = {"session", "usage", "answer", "none"};

    @Override
    public String call() throws IOException {
        StringBuilder report = new StringBuilder();
        try (NativeEngine engine = new NativeEngine(NativeEngine.Config.plain());
                SipPeer peer = new SipPeer()) {
            engine.ask(Op.SET_LOG_LEVEL, 0, new FieldWriter().putInt(2));
            // nobody acknowledges: the transactions end after 64 times the first
            engine.ask(
                    Op.SET_SIP_TIMERS,
                    0,
                    new FieldWriter().putInt(10).putInt(10).putInt(10));
            for (String fault : FAULTS) {
                peer.send(invite(peer, engine, fault), engine.udpAddress());
                SipPeer.Message answer = peer.receive();
                report.append(fault).append(": ").append(answer.startLine());
                if (!fault.equals("none")) {
                    NativeEngine.Received log = engine.await(
                            r -> r.type() == Event.LOG
                                    && r.fields().readText().contains("INVITE from 127.0.0.1:" + peer.port()),
                            "the log of it");
                    report.append(", log ").append(log.code());
                }
                report.append('\n');
            }
            long left = engine.await(Event.INVITE_RECEIVED).id();
            engine.ask(Op.END, left, Calls.end(486));
            report.append(left(engine));
        }
        return report.toString();
    }

    /** What is left when the transactions have ended, or far beyond that time. */
    private static String left(NativeEngine engine) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(NativeEngine.WAIT_SECONDS);
        Map<String, Long> counters = engine.counters();
        while (counters.get("dialogs") + counters.get("transactions") > 0 && System.nanoTime() < end) {
            counters = engine.counters();
        }
        return "objects: " + counters.get("objects") + ", dialogs: " + counters.get("dialogs") + ", transactions: "
                + counters.get("transactions");
    }

    private static byte[] invite(SipPeer peer, NativeEngine engine, String fault) {
        String sdp = Calls.audio("sendrecv", 1);
        return Calls.bytes(String.join(
                "\r\n",
                "INVITE sip:bob@127.0.0.1:" + engine.udp + " SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:" + peer.port() + ";branch=z9hG4bK-" + fault,
                "Max-Forwards: 70",
                "From: <sip:alice@example.org>;tag=a",
                "To: <sip:bob@example.org>",
                "Call-ID: " + fault,
                "CSeq: 1 INVITE",
                "Contact: <sip:alice@127.0.0.1:" + peer.port() + ">",
                "Subject: " + fault,
                "Content-Type: application/sdp",
                "Content-Length: " + sdp.length(),
                "",
                sdp));
    }
}
