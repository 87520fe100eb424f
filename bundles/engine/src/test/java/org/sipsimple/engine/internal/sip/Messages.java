/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.nio.charset.StandardCharsets;

import org.sipsimple.api.sdp.SdpSession;

/** Messages and descriptions for tests. */
final class Messages {
    static final String OFFER = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns= \r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 40000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";
    static final String ANSWER = OFFER.replace("40000", "50000");

    private Messages() {}

    static SdpSession offer() {
        return SdpSession.parse(OFFER);
    }

    static SdpSession answer() {
        return SdpSession.parse(ANSWER);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] request(String method, String body) {
        return message(method + " sip:alice@127.0.0.1:5060 SIP/2.0", method, "User-Agent: peer/1\r\n", body);
    }

    static byte[] response(int code, String reason, String method, String more, String body) {
        return message("SIP/2.0 " + code + " " + reason, method, "Server: peer/2\r\n" + more, body);
    }

    private static byte[] message(String start, String method, String more, String body) {
        return bytes(start + "\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1\r\n"
                + "From: \"Bob\" <sip:bob@example.com>;tag=b\r\n"
                + "To: <sip:alice@example.com>\r\n"
                + "Call-ID: call-1\r\n"
                + "CSeq: 7 " + method + "\r\n"
                + "Contact: <sip:bob@127.0.0.1:5070>\r\n"
                + more
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }
}
