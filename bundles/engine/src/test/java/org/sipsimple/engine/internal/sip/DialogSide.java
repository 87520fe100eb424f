/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

/** The native side of dialogs on a fake core, and the peer behind it. */
final class DialogSide {
    /** The dialog that a peer has opened. */
    static final long DIALOG = -30;

    /** The request that opened it. */
    static final long REQUEST = -31;

    private final FakeCore core;

    /** One request that was posted. */
    record Sent(long dialog, long request, String method, List<String> headers, String body) {}

    /** One answer to the peer that was posted. */
    record Response(long request, int code, String reason, List<String> headers) {}

    DialogSide(FakeCore core) {
        this.core = core;
    }

    private Stream<FakeCore.Posted> all(int op) {
        return core.posted.stream().filter(posted -> posted.op() == op);
    }

    private FakeCore.Posted lastOf(int op) {
        return all(op).reduce((earlier, later) -> later).orElseThrow();
    }

    /** The request that opened a dialog of ours. */
    Sent opened() {
        FakeCore.Posted open = lastOf(Op.OPEN_DIALOG);
        FieldReader args = open.reader();
        long request = args.readLong();
        for (int i = 0; i < 4; i++) {
            args.readText();
        }
        args.readTexts();
        args.readText();
        args.readList(SentRequest::credential);
        return sent(open.id(), request, args);
    }

    /** The last request within a dialog. */
    Sent later() {
        return requests().get(requests().size() - 1);
    }

    /** All requests within dialogs. */
    List<Sent> requests() {
        return all(Op.CALL_REQUEST)
                .map(posted -> {
                    FieldReader args = posted.reader();
                    return sent(args.readLong(), posted.id(), args);
                })
                .toList();
    }

    private static Sent sent(long dialog, long request, FieldReader args) {
        String method = args.readText();
        List<String> headers = args.readList(item -> item.readText() + ": " + item.readText());
        String type = args.readOptionalText();
        byte[] body = args.readOptionalBytes();
        return new Sent(
                dialog,
                request,
                method,
                headers,
                body == null ? "" : type + " " + new String(body, StandardCharsets.UTF_8));
    }

    /** Answers to the peer, in order. */
    List<Response> responses() {
        return all(Op.RESPOND)
                .map(posted -> {
                    FieldReader args = posted.reader();
                    return new Response(
                            posted.id(),
                            args.readInt(),
                            args.readOptionalText(),
                            args.readList(item -> item.readText() + ": " + item.readText()));
                })
                .toList();
    }

    Response response() {
        return responses().get(responses().size() - 1);
    }

    void answer(Sent sent, int code, String headers) {
        String raw = "SIP/2.0 " + code + " Whatever\r\nCall-ID: x\r\nCSeq: 4 " + sent.method() + "\r\n" + headers
                + "Content-Length: 0\r\n\r\n";
        core.event(
                sent.request(),
                Event.RESPONSE,
                code,
                new FieldWriter()
                        .putFlag(code >= 200)
                        .putText("Whatever")
                        .putBytes(Messages.bytes(raw))
                        .putText("udp")
                        .putText("127.0.0.1:5070")
                        .putInt(0));
    }

    /** A request of the peer in a dialog; {@code headers} with line ends. */
    void peerSends(long dialog, String method, String headers, String body) {
        core.event(
                dialog,
                Event.IN_DIALOG_REQUEST,
                0,
                new FieldWriter()
                        .putLong(-9)
                        .putBytes(request(method, headers, body))
                        .putText("udp")
                        .putText("127.0.0.1:5070"));
    }

    /** The request by which the peer opens a dialog. */
    void peerOpens(String method, String headers, String body) {
        core.event(
                DIALOG,
                Event.DIALOG_RECEIVED,
                0,
                new FieldWriter()
                        .putLong(REQUEST)
                        .putBytes(request(method, headers, body))
                        .putText("udp")
                        .putText("127.0.0.1:5070")
                        .putText("127.0.0.1:5060"));
    }

    private static byte[] request(String method, String headers, String body) {
        String text = new String(Messages.request(method, body), StandardCharsets.UTF_8);
        return Messages.bytes(
                text.replace("User-Agent", headers + "User-Agent").replace("application/sdp", "text/plain"));
    }
}
