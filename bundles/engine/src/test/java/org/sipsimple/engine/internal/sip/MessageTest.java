/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.Message;
import org.sipsimple.api.sip.MessageNotification.DidFail;
import org.sipsimple.api.sip.MessageNotification.DidSucceed;
import org.sipsimple.api.sip.MessageOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MessageTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final FakeCore core = new FakeCore();
    private final NameResolver resolver = new NameResolver(core, target -> {
        throw new AssertionError("nothing to look up for " + target);
    });
    private final MessageOptions options = new MessageOptions(
            FromHeader.parse("<sip:alice@example.com>"),
            ToHeader.parse("<sip:bob@example.com>"),
            new Route(Addresses.literal("127.0.0.1"), 5070, Transport.UDP),
            SipBody.of("text/plain", "hello"),
            Credentials.of("alice", "secret"),
            List.of(new GenericHeader("Subject", "greeting")));
    private final Message message = new DefaultMessage(core, resolver, options);

    @Test
    void isSentAndTaken() {
        assertThat(message.isSent()).isFalse();
        assertThat(message.isInProgress()).isFalse();
        message.send(TIMEOUT);
        assertThat(message.isSent()).isTrue();
        assertThat(message.isInProgress()).isTrue();
        assertThat(message.code()).isZero();
        assertThat(message.reason()).isEmpty();
        SentRequest sent = SentRequest.of(core);
        assertThat(sent.method()).isEqualTo("MESSAGE");
        assertThat(sent.target()).isEqualTo("sip:bob@example.com");
        assertThat(sent.from()).isEqualTo("<sip:alice@example.com>");
        assertThat(sent.to()).isEqualTo("<sip:bob@example.com>");
        assertThat(sent.contact()).as("RFC 3428 section 4").isNull();
        assertThat(sent.headers()).containsExactly("Subject: greeting");
        assertThat(sent.contentType()).isEqualTo("text/plain");
        assertThat(sent.bodyText()).isEqualTo("hello");
        assertThat(sent.credentials()).containsExactly("* alice secret");
        SentRequest.answer(core, 100, "");
        assertThat(message.isInProgress()).isTrue();
        SentRequest.answer(core, 202, "");
        assertThat(core.center.last(DidSucceed.class).sender()).isSameAs(message);
        assertThat(core.center.names()).containsExactly("SIPMessageDidSucceed");
        assertThat(message.isInProgress()).isFalse();
        assertThat(message.code()).isEqualTo(202);
        assertThat(message.reason()).isEqualTo("Whatever");
        assertThat(message.peerAddress()).contains(new InetSocketAddress(Addresses.literal("127.0.0.1"), 5070));
        assertThatIllegalStateException().isThrownBy(() -> message.send(TIMEOUT));
    }

    @Test
    void aRefusalIsAFailure() {
        message.send(TIMEOUT);
        SentRequest.answer(core, 415, "");
        assertThat(core.center.last(DidFail.class).code()).isEqualTo(415);
        assertThat(core.center.last(DidFail.class).reason()).isEqualTo("Whatever");
        assertThat(core.center.names()).containsExactly("SIPMessageDidFail");
    }

    @Test
    void endingStopsTrying() {
        message.end();
        assertThat(core.posted).isEmpty();
        message.send(TIMEOUT);
        message.end();
        message.end();
        assertThat(core.ops()).containsExactly(Op.REQUEST, Op.ABORT_REQUEST);
        assertThat(core.center.last(DidFail.class).code()).isEqualTo(487);
        assertThat(core.center.posted).hasSize(1);
        assertThat(message.peerAddress()).isEmpty();
    }

    @Test
    void optionsAreThoseItWasMadeWith() {
        assertThat(message.options()).isSameAs(options);
        assertThat(message.options().from().uri()).hasToString("sip:alice@example.com");
        assertThat(message.options().to().uri()).hasToString("sip:bob@example.com");
        assertThat(message.options().route().port()).isEqualTo(5070);
        assertThat(message.options().body().type().mediaType()).isEqualTo("text/plain");
        assertThat(message.options().body().text()).isEqualTo("hello");
        assertThat(message.options().credentials()).isNotNull();
    }

    @Test
    void bodiesAreValuesThatDoNotShowTheirContent() {
        SipBody body = SipBody.of("text/plain", "private");
        assertThat(body)
                .isEqualTo(SipBody.of("text/plain", "private"))
                .hasSameHashCodeAs(SipBody.of("text/plain", "private"));
        assertThat(body).isNotEqualTo(SipBody.of("text/html", "private"));
        assertThat(body).hasToString("text/plain (7 bytes)");
        byte[] bytes = body.bytes();
        bytes[0] = 'x';
        assertThat(body.text()).isEqualTo("private");
    }

    @Test
    void aDigestGoesDownInPlaceOfThePassword() {
        String digest = "00112233445566778899aabbccddeeff";
        MessageOptions withDigest = new MessageOptions(
                options.from(),
                options.to(),
                options.route(),
                options.body(),
                Credentials.ofDigest("alice", "example.com", digest),
                List.of());
        new DefaultMessage(core, resolver, withDigest).send(TIMEOUT);
        assertThat(SentRequest.of(core).credentials()).containsExactly("example.com alice digest " + digest);
    }
}
