/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.Request;
import org.sipsimple.api.sip.RequestNotification.DidEnd;
import org.sipsimple.api.sip.RequestNotification.DidFail;
import org.sipsimple.api.sip.RequestNotification.DidSucceed;
import org.sipsimple.api.sip.RequestNotification.GotProvisionalResponse;
import org.sipsimple.api.sip.RequestNotification.WillExpire;
import org.sipsimple.api.sip.RequestOptions;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RequestTest {
    private static final Route ROUTE = new Route(Addresses.literal("127.0.0.1"), 5070, Transport.UDP);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final FromHeader FROM = FromHeader.parse("<sip:alice@example.com>;tag=a");
    private static final ToHeader TO = ToHeader.parse("<sip:bob@example.com>");
    private static final ContactHeader CONTACT = ContactHeader.parse("<sip:alice@127.0.0.1:5060>");

    private final FakeCore core = new FakeCore();
    private final NameResolver resolver = new NameResolver(core, target -> {
        throw new AssertionError("nothing to look up for " + target);
    });
    private final RequestOptions options = RequestOptions.of("OPTIONS", FROM, TO, ROUTE)
            .withRequestUri(SipUri.parse("sip:bob@192.0.2.7"))
            .withCredentials(Credentials.of("alice", "secret"))
            .withContact(CONTACT)
            .withSequence("call-7", 41)
            .withExtraHeaders(List.of(new GenericHeader("Accept", "application/sdp")))
            .withBody(SipBody.of("text/plain", "grüezi"));

    private Request sent(RequestOptions what) {
        Request request = new DefaultRequest(core, resolver, what);
        request.send(TIMEOUT);
        return request;
    }

    @Test
    void sendsWhatTheOptionsSay() {
        Request request = new DefaultRequest(core, resolver, options);
        assertThat(request.state()).isEqualTo(Request.State.INIT);
        assertThat(request.callId()).isEqualTo("call-7");
        assertThat(request.cseq()).isEqualTo(41);
        assertThat(request.options()).isSameAs(options);
        assertThat(request.options().method()).isEqualTo("OPTIONS");
        assertThat(request.options().from()).isEqualTo(FROM);
        assertThat(request.options().to()).isEqualTo(TO);
        assertThat(request.options().requestUri()).hasToString("sip:bob@192.0.2.7");
        assertThat(request.options().route()).isEqualTo(ROUTE);
        assertThat(request.options().contact()).isEqualTo(CONTACT);
        assertThat(request.options().credentials()).isNotNull();
        assertThat(request.options().extraHeaders()).hasSize(1);
        assertThat(request.options().body()).isEqualTo(SipBody.of("text/plain", "grüezi"));
        assertThat(request.options().body().type().mediaType()).isEqualTo("text/plain");
        assertThat(core.posted).isEmpty();

        request.send(TIMEOUT);
        assertThat(request.state()).isEqualTo(Request.State.IN_PROGRESS);
        SentRequest sent = SentRequest.of(core);
        assertThat(sent.method()).isEqualTo("OPTIONS");
        assertThat(sent.target()).isEqualTo("sip:bob@192.0.2.7");
        assertThat(sent.from()).isEqualTo("<sip:alice@example.com>;tag=a");
        assertThat(sent.to()).isEqualTo("<sip:bob@example.com>");
        assertThat(sent.contact()).isEqualTo("<sip:alice@127.0.0.1:5060>");
        assertThat(sent.routes()).containsExactly("<sip:127.0.0.1:5070;lr>");
        assertThat(sent.callId()).isEqualTo("call-7");
        assertThat(sent.sequence()).isEqualTo(41);
        assertThat(sent.headers()).containsExactly("Accept: application/sdp");
        assertThat(sent.contentType()).isEqualTo("text/plain");
        assertThat(sent.bodyText()).isEqualTo("grüezi");
        assertThat(sent.credentials()).containsExactly("* alice secret");
        assertThat(sent.millis()).isEqualTo(10_000);
        assertThatIllegalStateException().isThrownBy(() -> request.send(TIMEOUT));
    }

    @Test
    void makesACallIdOfItsOwnAndLeavesOutWhatIsNotThere() {
        Request request = sent(RequestOptions.of("MESSAGE", FROM, TO, ROUTE));
        SentRequest sent = SentRequest.of(core);
        assertThat(sent.callId()).isEqualTo(request.callId()).hasSizeGreaterThan(20);
        assertThat(sent.sequence()).isEqualTo(request.cseq()).isPositive();
        assertThat(sent.contact()).isNull();
        assertThat(sent.contentType()).isNull();
        assertThat(sent.body()).isNull();
        assertThat(sent.credentials()).isEmpty();
    }

    @Test
    void tellsProvisionalAnswersAndTheFinalOne() {
        Request request = sent(options);
        SentRequest.answer(core, 183, "Content-Type: text/plain\r\n", "soon");
        GotProvisionalResponse provisional = core.center.last(GotProvisionalResponse.class);
        assertThat(provisional.code()).isEqualTo(183);
        assertThat(provisional.reason()).isEqualTo("Whatever");
        assertThat(provisional.headers().contains("Content-Type")).isTrue();
        assertThat(provisional.body().text()).isEqualTo("soon");
        assertThat(provisional.timestamp()).isEqualTo(core.clock.now());
        assertThat(request.state()).isEqualTo(Request.State.IN_PROGRESS);

        SentRequest.answer(core, 200, "CSeq: 42 OPTIONS\r\nServer: peer/1\r\n", "body of no type");
        DidSucceed success = core.center.last(DidSucceed.class);
        assertThat(success.code()).isEqualTo(200);
        assertThat(success.reason()).isEqualTo("Whatever");
        assertThat(success.headers().server()).contains("peer/1");
        assertThat(success.body().bytes()).asString().isEqualTo("body of no type");
        assertThat(success.expires()).isZero();
        assertThat(success.timestamp()).isEqualTo(core.clock.now());
        assertThat(request.cseq()).as("raised by a challenge").isEqualTo(42);
        assertThat(request.peerAddress()).contains(new InetSocketAddress(Addresses.literal("127.0.0.1"), 5070));
        assertThat(request.state()).isEqualTo(Request.State.TERMINATED);
        assertThat(core.center.last(DidEnd.class).timestamp()).isEqualTo(core.clock.now());
        assertThat(core.center.names())
                .containsExactly("SIPRequestGotProvisionalResponse", "SIPRequestDidSucceed", "SIPRequestDidEnd");
        assertThat(core.handlers).isEmpty();
        assertThat(core.stopHooks).isEmpty();
    }

    @Test
    void expiresWhenTheAnswerSaysSo() {
        Request request = sent(options);
        assertThat(request.expiresIn()).isZero();
        SentRequest.answer(core, 200, "Contact: <sip:alice@127.0.0.1:5060>;expires=100\r\nExpires: 7\r\n");
        assertThat(core.center.last(DidSucceed.class).expires()).hasSeconds(100);
        assertThat(request.state()).isEqualTo(Request.State.EXPIRING);
        assertThat(request.expiresIn()).hasSeconds(100);
        core.clock.advance(Duration.ofSeconds(70));
        WillExpire warning = core.center.last(WillExpire.class);
        assertThat(warning.expires()).isEqualTo(Request.EXPIRE_WARNING_TIME);
        assertThat(warning.timestamp()).isEqualTo(core.clock.now());
        core.clock.advance(Duration.ofSeconds(30));
        assertThat(request.state()).isEqualTo(Request.State.TERMINATED);
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
        assertThat(core.clock.waiting()).isZero();
    }

    @Test
    void endingWhileExpiringForgetsTheRest() {
        Request request = sent(options);
        SentRequest.answer(core, 200, "Expires: 60\r\n");
        request.end();
        assertThat(request.state()).isEqualTo(Request.State.TERMINATED);
        assertThat(core.clock.waiting()).isZero();
        request.end();
        core.stop();
        assertThat(core.center.names()).containsExactly("SIPRequestDidSucceed", "SIPRequestDidEnd");
    }

    @Test
    void aRefusalIsAFailureWithWhatItSays() {
        Request request = sent(options);
        SentRequest.answer(core, 404, "Content-Type: text/plain\r\n", "who?");
        DidFail failure = core.center.last(DidFail.class);
        assertThat(failure.code()).isEqualTo(404);
        assertThat(failure.reason()).isEqualTo("Whatever");
        assertThat(failure.headers().contentType()).isPresent();
        assertThat(failure.body().text()).isEqualTo("who?");
        assertThat(failure.timestamp()).isEqualTo(core.clock.now());
        assertThat(request.state()).isEqualTo(Request.State.TERMINATED);
        assertThat(core.center.names()).containsExactly("SIPRequestDidFail", "SIPRequestDidEnd");
    }

    @Test
    void aTimeoutMadeBelowHasNeitherHeadersNorBody() {
        sent(options);
        SentRequest.timeout(core);
        assertThat(core.center.last(DidFail.class).code()).isEqualTo(408);
        assertThat(core.center.last(DidFail.class).headers().isEmpty()).isTrue();
        assertThat(core.center.last(DidFail.class).body()).isNull();
    }

    @Test
    void endingGivesItUpOnce() {
        Request idle = new DefaultRequest(core, resolver, options);
        idle.end();
        assertThat(idle.state()).isEqualTo(Request.State.INIT);
        Request request = sent(options);
        request.end();
        assertThat(core.ops()).containsExactly(Op.REQUEST, Op.ABORT_REQUEST);
        assertThat(core.center.last(DidFail.class).code()).isEqualTo(487);
        SentRequest.answer(core, 200, "");
        request.end();
        assertThat(core.center.names()).containsExactly("SIPRequestDidFail", "SIPRequestDidEnd");
    }

    @Test
    void aCommandThatFailsOrAnEngineThatStopsIsAFailureOfOurs() {
        sent(options);
        core.event(
                core.last().id(),
                Event.COMMAND_FAILED,
                70_004,
                new FieldWriter().putInt(Op.REQUEST).putText("invalid argument"));
        assertThat(core.center.last(DidFail.class).code()).isZero();
        assertThat(core.center.last(DidFail.class).reason()).isEqualTo("invalid argument");
        sent(options);
        core.stop();
        assertThat(core.center.last(DidFail.class).reason()).contains("has stopped");
        sent(options);
        assertThat(core.center.last(DidFail.class).reason()).contains("not running");
        assertThat(core.center.of(DidEnd.class)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "ACK", "CANCEL", "OPT\r\nIONS"})
    void refusesMethodsThatAreNotForIt(String method) {
        RequestOptions wrong = RequestOptions.of(method, FROM, TO, ROUTE);
        assertThatIllegalArgumentException().isThrownBy(() -> new DefaultRequest(core, resolver, wrong));
    }

    @Test
    void refusesASequenceOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> options.withSequence("x", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withSequence("x", Integer.MAX_VALUE));
    }
}
