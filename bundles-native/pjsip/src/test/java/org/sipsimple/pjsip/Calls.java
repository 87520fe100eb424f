/* SPDX-License-Identifier: GPL-3.0-or-later */
package org.sipsimple.pjsip;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.sipsimple.pjsip.NativeEngine.Received;

/** The commands and descriptions of calls as the tests write them. */
final class Calls {
    static final int EARLY = 3;
    static final int CONFIRMED = 5;
    static final int DISCONNECTED = 6;

    private Calls() {}

    /** A description with one audio line of the given direction. */
    static String audio(String direction, int version) {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 " + version + " IN IP4 127.0.0.1",
                "s=-",
                "c=IN IP4 127.0.0.1",
                "t=0 0",
                "m=audio 40000 RTP/AVP 0 8 101",
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:101 telephone-event/8000",
                "a=" + direction,
                "");
    }

    static String audioAndChat() {
        return audio("sendrecv", 1)
                + "m=message 2855 TCP/MSRP *\r\na=path:msrp://127.0.0.1:2855/abc;tcp\r\na=accept-types:text/plain\r\n";
    }

    static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    static FieldWriter headers(FieldWriter to, Map<String, String> headers) {
        return to.putList(headers.entrySet(), (w, e) -> w.putText(e.getKey()).putText(e.getValue()));
    }

    static FieldWriter invite(
            String route, String contact, @Nullable String sdp, int seconds, int options, String... credentials) {
        FieldWriter args = new FieldWriter()
                .putText("\"Alice\" <sip:alice@example.org>")
                .putText("<sip:bob@example.org>")
                .putText(null)
                .putText(contact)
                .putTexts(List.of(route))
                .putText(null)
                .putBytes(bytes(sdp));
        headers(args, Map.of("X-Test", "yes"));
        putCredentials(args, credentials);
        return args.putInt(seconds).putInt(options).putInt(1800);
    }

    static void putCredentials(FieldWriter to, String... userAndPassword) {
        to.putInt(userAndPassword.length / 2);
        for (int i = 0; i < userAndPassword.length; i += 2) {
            to.putText("*")
                    .putText(userAndPassword[i])
                    .putText(userAndPassword[i + 1])
                    .putText(null);
        }
    }

    static FieldWriter answer(int code, @Nullable String sdp) {
        FieldWriter args = new FieldWriter().putInt(code).putText(null).putBytes(bytes(sdp));
        return headers(args, Map.of()).putText(null);
    }

    static FieldWriter offer(@Nullable String sdp) {
        return headers(new FieldWriter().putBytes(bytes(sdp)), Map.of()).putText(null);
    }

    static FieldWriter end(int code) {
        return headers(new FieldWriter().putInt(code).putText(null), Map.of());
    }

    static FieldWriter respond(int code) {
        return headers(new FieldWriter().putInt(code).putText(null), Map.of())
                .putText(null)
                .putBytes(null);
    }

    static FieldWriter request(String method, String route, @Nullable String body, int timeout, String... credentials) {
        FieldWriter args = new FieldWriter()
                .putText(method)
                .putText("sip:bob@example.org")
                .putText("<sip:alice@example.org>")
                .putText("<sip:bob@example.org>")
                .putText(null)
                .putTexts(List.of(route))
                .putText(null)
                .putInt(-1);
        headers(args, Map.of("X-Test", "yes"))
                .putText(body == null ? null : "text/plain")
                .putBytes(bytes(body));
        putCredentials(args, credentials);
        return args.putInt(timeout);
    }

    /** Waits for a state of a call; gives the SIP code that came with it. */
    static int awaitState(NativeEngine engine, long id, int state) {
        Received r = engine.await(
                e -> e.type() == Event.INVITE_STATE && e.id() == id && e.code() == state,
                "state " + state + " of " + id);
        return r.fields().readInt();
    }
}
