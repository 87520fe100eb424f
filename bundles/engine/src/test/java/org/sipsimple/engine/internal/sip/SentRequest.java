/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;

/** The request outside dialogs that was sent last, and answers to it. */
record SentRequest(
        String method,
        String target,
        String from,
        String to,
        @Nullable String contact,
        List<String> routes,
        String callId,
        int sequence,
        List<String> headers,
        @Nullable String contentType,
        byte @Nullable [] body,
        List<String> credentials,
        int millis) {

    static SentRequest of(FakeCore core) {
        assertThat(core.last().op()).isEqualTo(Op.REQUEST);
        FieldReader args = core.last().reader();
        SentRequest sent = new SentRequest(
                args.readText(),
                args.readText(),
                args.readText(),
                args.readText(),
                args.readOptionalText(),
                args.readTexts(),
                args.readText(),
                args.readInt(),
                args.readList(item -> item.readText() + ": " + item.readText()),
                args.readOptionalText(),
                args.readOptionalBytes(),
                args.readList(SentRequest::credential),
                args.readInt());
        assertThat(args.atEnd()).isTrue();
        return sent;
    }

    /** Reads one of a list of credentials. */
    static String credential(FieldReader item) {
        String owner = item.readText() + " " + item.readText();
        String password = item.readOptionalText();
        String digest = item.readOptionalText();
        return owner + " " + (digest == null ? password : "digest " + digest);
    }

    String bodyText() {
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    /** An answer with these header lines, each ended by CRLF. */
    static void answer(FakeCore core, int code, String headers, String body) {
        String raw = "SIP/2.0 " + code + " Whatever\r\nCall-ID: x\r\n" + headers + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
        core.event(
                core.last().id(),
                Event.RESPONSE,
                code,
                new FieldWriter()
                        .putFlag(code >= 200)
                        .putText("Whatever")
                        .putBytes(raw.getBytes(StandardCharsets.UTF_8))
                        .putText("udp")
                        .putText("127.0.0.1:5070")
                        .putInt(0));
    }

    static void answer(FakeCore core, int code, String headers) {
        answer(core, code, headers, "");
    }

    /** What the native side says when there is no answer. */
    static void timeout(FakeCore core) {
        core.event(
                core.last().id(),
                Event.RESPONSE,
                408,
                new FieldWriter()
                        .putFlag(true)
                        .putText("Request Timeout")
                        .putBytes(null)
                        .putText("")
                        .putText("")
                        .putInt(0));
    }
}
