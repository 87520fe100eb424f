/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.sipfuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipHeader;
import org.sipsimple.api.sip.SipHeaders;
import org.sipsimple.api.sip.SipMessage;
import org.sipsimple.api.sip.SipSyntaxException;
import org.sipsimple.api.sip.SipUri;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the bytes: a value that survives being printed and read, or a {@link SipSyntaxException}. A normal build tries the
 * inputs kept in the resources; {@code ./verify --full} looks for new ones, a minute for each method.
 */
class SipFuzzTest {
    private static final List<String> NAMES = List.of(
            "From",
            "To",
            "Contact",
            "Route",
            "Record-Route",
            "Via",
            "CSeq",
            "Refer-To",
            "Referred-By",
            "Replaces",
            "Subject",
            "Reason",
            "Retry-After",
            "Warning",
            "Event",
            "Subscription-State",
            "Content-Type",
            "X-Unknown");

    @FuzzTest(maxDuration = "60s")
    void uri(byte[] input) {
        SipUri uri;
        try {
            uri = SipUri.parse(text(input));
        } catch (SipSyntaxException e) {
            return;
        }
        assertThat(uri.toString()).doesNotContain("\r", "\n");
        assertThat(SipUri.parse(uri.toString())).isEqualTo(uri);
        uri.matches(uri);
    }

    /** The first byte chooses the header field. */
    @FuzzTest(maxDuration = "60s")
    void headers(byte[] input) {
        if (input.length == 0) {
            return;
        }
        String name = NAMES.get((input[0] & 0xFF) % NAMES.size());
        String value = text(input).substring(1);
        List<SipHeader> read;
        try {
            read = SipHeaders.parse(name + ": " + value + "\r\n").headers(name);
        } catch (SipSyntaxException e) {
            return;
        }
        for (SipHeader header : read) {
            assertThat(header.value()).doesNotContain("\r", "\n");
            List<SipHeader> again = SipHeaders.parse(header.name() + ": " + header.value() + "\r\n")
                    .headers(header.name());
            assertThat(again).hasSize(1);
            assertThat(again.get(0).value()).isEqualTo(header.value());
        }
    }

    @FuzzTest(maxDuration = "60s")
    void message(byte[] input) {
        SipMessage message;
        try {
            message = SipMessage.parse(input);
        } catch (SipSyntaxException e) {
            return;
        }
        tried(message::requestUri, message.isRequest());
        tried(() -> SipBody.of(message), true);
        tried(() -> message.headers().from(), true);
        tried(() -> message.headers().contacts(), true);
        tried(() -> message.headers().vias(), true);
        tried(() -> message.headers().referTo(), true);
        assertThat(message.toString()).isNotNull();
    }

    private static void tried(Runnable reading, boolean applies) {
        if (applies) {
            try {
                reading.run();
            } catch (SipSyntaxException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    void sdp(byte[] input) {
        SdpSession session;
        try {
            session = SdpSession.parse(input);
        } catch (SipSyntaxException e) {
            return;
        }
        assertThat(SdpSession.parse(session.toBytes())).isEqualTo(session);
        for (int i = 0; i < session.media().size(); i++) {
            session.direction(i);
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
