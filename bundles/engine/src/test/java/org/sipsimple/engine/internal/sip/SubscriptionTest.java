/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.SipBody;
import org.sipsimple.api.sip.Subscription;
import org.sipsimple.api.sip.SubscriptionNotification.ChangedState;
import org.sipsimple.api.sip.SubscriptionNotification.DidEnd;
import org.sipsimple.api.sip.SubscriptionNotification.DidFail;
import org.sipsimple.api.sip.SubscriptionNotification.DidStart;
import org.sipsimple.api.sip.SubscriptionNotification.GotNotify;
import org.sipsimple.api.sip.SubscriptionNotification.WillStart;
import org.sipsimple.api.sip.SubscriptionOptions;
import org.sipsimple.api.sip.ToHeader;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SubscriptionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final FakeCore core = new FakeCore();
    private final NameResolver resolver = new NameResolver(core, target -> {
        throw new AssertionError("nothing to look up for " + target);
    });
    private final SubscriptionOptions options = new SubscriptionOptions(
            FromHeader.parse("<sip:alice@example.com>"),
            ToHeader.parse("<sip:bob@example.com>"),
            ContactHeader.parse("<sip:alice@127.0.0.1:5060>"),
            EventHeader.of("presence"),
            new Route(Addresses.literal("127.0.0.1"), 5070, Transport.UDP),
            Credentials.of("alice", "secret"),
            Duration.ofSeconds(600));
    private final Subscription subscription =
            new DefaultSubscription(core, resolver, options, () -> List.of("application/pidf+xml"));

    /** One SUBSCRIBE that was posted. */
    private record Sent(long dialog, long request, List<String> headers, String body) {}

    private void subscribe() {
        subscription.subscribe(List.of(), null, TIMEOUT);
    }

    private FakeCore.Posted lastOf(int op) {
        return core.posted.stream()
                .filter(posted -> posted.op() == op)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private Sent first() {
        FakeCore.Posted open = lastOf(Op.OPEN_DIALOG);
        FieldReader args = open.reader();
        long request = args.readLong();
        assertThat(args.readText()).isEqualTo("<sip:alice@example.com>");
        assertThat(args.readText()).isEqualTo("<sip:bob@example.com>");
        assertThat(args.readText()).isEqualTo("sip:bob@example.com");
        assertThat(args.readText()).isEqualTo("<sip:alice@127.0.0.1:5060>");
        assertThat(args.readTexts()).containsExactly("<sip:127.0.0.1:5070;lr>");
        assertThat(args.readText()).isNotEmpty();
        assertThat(args.readList(SentRequest::credential)).containsExactly("* alice secret");
        return sent(open.id(), request, args);
    }

    private Sent later() {
        FakeCore.Posted posted = lastOf(Op.CALL_REQUEST);
        FieldReader args = posted.reader();
        return sent(args.readLong(), posted.id(), args);
    }

    private static Sent sent(long dialog, long request, FieldReader args) {
        assertThat(args.readText()).isEqualTo("SUBSCRIBE");
        List<String> headers = args.readList(item -> item.readText() + ": " + item.readText());
        String type = args.readOptionalText();
        byte[] body = args.readOptionalBytes();
        assertThat(args.atEnd()).isTrue();
        return new Sent(
                dialog, request, headers, body == null ? "" : type + " " + new String(body, StandardCharsets.UTF_8));
    }

    private void answer(Sent sent, int code, String headers) {
        String raw = "SIP/2.0 " + code + " Whatever\r\nCall-ID: x\r\n" + headers + "Content-Length: 0\r\n\r\n";
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

    private void peerSends(String method, String headers, String body) {
        String raw = new String(Messages.request(method, body), StandardCharsets.UTF_8)
                .replaceFirst("User-Agent", headers.replace("\\", "") + "User-Agent");
        core.event(
                first().dialog(),
                Event.IN_DIALOG_REQUEST,
                0,
                new FieldWriter()
                        .putLong(-9)
                        .putBytes(Messages.bytes(raw))
                        .putText("udp")
                        .putText("127.0.0.1:5070"));
    }

    private void notified(String state) {
        peerSends("NOTIFY", "Event: presence\r\nSubscription-State: " + state + "\r\n", "");
    }

    private int responded() {
        return lastOf(Op.RESPOND).reader().readInt();
    }

    private void active() {
        subscribe();
        answer(first(), 200, "Expires: 100\r\n");
        notified("active;expires=100");
    }

    @Test
    void subscribesAndIsNotified() {
        assertThat(subscription.state()).isEqualTo(Subscription.State.NULL);
        subscription.subscribe(
                List.of(new GenericHeader("Supported", "eventlist")), SipBody.of("text/plain", "filter"), TIMEOUT);
        Sent sent = first();
        assertThat(sent.headers())
                .containsExactly(
                        "Supported: eventlist", "Event: presence", "Expires: 600", "Accept: application/pidf+xml");
        assertThat(sent.body()).isEqualTo("text/plain filter");
        assertThat(subscription.extraHeaders()).hasSize(1);
        assertThat(subscription.body()).contains(SipBody.of("text/plain", "filter"));
        assertThat(subscription.body().orElseThrow().type().mediaType()).isEqualTo("text/plain");
        assertThat(subscription.state()).isEqualTo(Subscription.State.SENT);
        assertThat(core.center.last(WillStart.class).timestamp()).isEqualTo(core.clock.now());
        answer(sent, 202, "Expires: 100\r\n");
        assertThat(core.center.last(DidStart.class).timestamp()).isEqualTo(core.clock.now());
        assertThat(subscription.state()).isEqualTo(Subscription.State.ACCEPTED);
        assertThat(subscription.expiresIn()).hasSeconds(100);
        notified("pending;expires=100");
        assertThat(subscription.state()).isEqualTo(Subscription.State.PENDING);
        peerSends("NOTIFY", "Event: presence\r\nSubscription-State: active\r\n", "state");
        assertThat(responded()).isEqualTo(200);
        GotNotify notify = core.center.last(GotNotify.class);
        assertThat(notify.method()).isEqualTo("NOTIFY");
        assertThat(notify.requestUri()).hasToString("sip:alice@127.0.0.1:5060");
        assertThat(notify.headers().event()).contains(EventHeader.of("presence"));
        assertThat(notify.body().text()).isEqualTo("state");
        assertThat(notify.timestamp()).isEqualTo(core.clock.now());
        ChangedState change = core.center.last(ChangedState.class);
        assertThat(change.prevState()).isEqualTo(Subscription.State.PENDING);
        assertThat(change.state()).isEqualTo(Subscription.State.ACTIVE);
        assertThat(change.timestamp()).isEqualTo(core.clock.now());
        core.clock.advance(Duration.ofSeconds(40));
        assertThat(core.center.of(DidFail.class)).as("no limit goes on").isEmpty();
    }

    @Test
    void aNotifyMayBeFasterThanTheAnswer() {
        subscribe();
        notified("active;expires=60");
        assertThat(subscription.state()).isEqualTo(Subscription.State.ACTIVE);
        answer(first(), 200, "Expires: 60\r\n");
        assertThat(subscription.state()).isEqualTo(Subscription.State.ACTIVE);
        assertThat(core.center.names())
                .containsExactly(
                        "SIPSubscriptionWillStart",
                        "SIPSubscriptionChangedState",
                        "SIPSubscriptionDidStart",
                        "SIPSubscriptionChangedState",
                        "SIPSubscriptionGotNotify",
                        "SIPSubscriptionChangedState");
    }

    @Test
    void refreshesInTimeInTheDialog() {
        active();
        core.clock.advance(Duration.ofSeconds(70));
        Sent refresh = later();
        assertThat(refresh.dialog()).isEqualTo(first().dialog());
        assertThat(refresh.headers()).contains("Expires: 600", "Event: presence");
        answer(refresh, 200, "Expires: 200\r\n");
        assertThat(subscription.expiresIn()).hasSeconds(200);
        core.clock.advance(Duration.ofSeconds(169));
        assertThat(later()).isEqualTo(refresh);
        core.clock.advance(Duration.ofSeconds(1));
        assertThat(later()).isNotEqualTo(refresh);
        assertThat(core.handlers).hasSize(2);
    }

    @Test
    void subscribingAgainRefreshesAtOnceWithWhatIsNew() {
        active();
        subscription.subscribe(List.of(new GenericHeader("X-New", "yes")), null, TIMEOUT);
        assertThat(later().headers()).contains("X-New: yes");
    }

    @Test
    void tooShortARefreshIsAskedForAgain() {
        active();
        core.clock.advance(Duration.ofSeconds(70));
        Sent refresh = later();
        answer(refresh, 423, "Min-Expires: 1800\r\n");
        assertThat(later().headers()).contains("Expires: 1800");
        answer(later(), 423, "Min-Expires: 1800\r\n");
        assertThat(subscription.state())
                .as("asked for once, goes on until it expires")
                .isEqualTo(Subscription.State.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({"481,true", "404,true", "489,true", "500,false", "408,false", "503,false"})
    void aFailedRefreshEndsItOnlyWhenItHasTo(int code, boolean ends) {
        active();
        core.clock.advance(Duration.ofSeconds(70));
        answer(later(), code, "");
        assertThat(subscription.state() == Subscription.State.TERMINATED).isEqualTo(ends);
        assertThat(core.center.of(DidFail.class)).hasSize(ends ? 1 : 0);
        core.clock.advance(Duration.ofSeconds(15));
        assertThat(core.posted.stream().filter(posted -> posted.op() == Op.CALL_REQUEST))
                .as("it is tried again before it expires")
                .hasSize(ends ? 1 : 2);
    }

    @Test
    void expiresWhenNoRefreshIsAnswered() {
        active();
        core.clock.advance(Duration.ofSeconds(100));
        assertThat(subscription.state()).isEqualTo(Subscription.State.TERMINATED);
        assertThat(core.center.last(DidFail.class).code()).isEqualTo(408);
        assertThat(core.ops()).contains(Op.CLOSE_DIALOG);
    }

    @Test
    void theNotifierMayShortenIt() {
        active();
        notified("active;expires=20");
        assertThat(subscription.expiresIn()).hasSeconds(20);
        notified("active;expires=900");
        assertThat(subscription.expiresIn()).hasSeconds(20);
    }

    @Test
    void unsubscribesAndWaitsForTheLastNotify() {
        active();
        subscription.end(TIMEOUT);
        assertThat(later().headers()).contains("Expires: 0");
        answer(later(), 200, "Expires: 0\r\n");
        assertThat(core.center.of(DidEnd.class)).isEmpty();
        notified("terminated;reason=timeout");
        assertThat(core.center.last(DidEnd.class).reason()).isEqualTo("timeout");
        assertThat(core.center.last(DidEnd.class).timestamp()).isEqualTo(core.clock.now());
        assertThat(subscription.state()).isEqualTo(Subscription.State.TERMINATED);
        assertThat(core.last().op()).isEqualTo(Op.CLOSE_DIALOG);
        assertThat(core.clock.waiting()).isZero();
        subscription.end(TIMEOUT);
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
        assertThatIllegalStateException().isThrownBy(this::subscribe);
    }

    @Test
    void unsubscribingDoesNotWaitForever() {
        active();
        subscription.end(TIMEOUT);
        core.clock.advance(TIMEOUT);
        assertThat(core.center.last(DidEnd.class).reason()).isEmpty();
        assertThat(core.ops()).endsWith(Op.CLOSE_DIALOG);
    }

    @ParameterizedTest
    @CsvSource({"481,true", "500,false"})
    void unsubscribingFromWhatIsGoneIsAnEnd(int code, boolean ended) {
        active();
        subscription.end(TIMEOUT);
        answer(later(), code, "");
        assertThat(core.center.of(DidEnd.class)).hasSize(ended ? 1 : 0);
        assertThat(core.center.of(DidFail.class)).hasSize(ended ? 0 : 1);
    }

    @Test
    void endingBeforeTheAnswerGivesTheDialogUp() {
        assertThatIllegalStateException().isThrownBy(() -> subscription.end(TIMEOUT));
        subscribe();
        subscription.end(TIMEOUT);
        assertThat(core.ops()).containsExactly(Op.OPEN_DIALOG, Op.CLOSE_DIALOG);
        answer(first(), 200, "Expires: 60\r\n");
        assertThat(core.center.of(DidEnd.class)).hasSize(1);
        assertThat(core.center.of(DidStart.class)).isEmpty();
        assertThat(core.handlers).isEmpty();
    }

    @Test
    void theNotifierMayEndIt() {
        active();
        notified("terminated;reason=probation;retry-after=30");
        DidEnd end = core.center.last(DidEnd.class);
        assertThat(end.reason()).isEqualTo("probation");
        assertThat(end.retryAfter()).hasSeconds(30);
        assertThat(core.center.of(GotNotify.class)).hasSize(2);
        assertThat(core.ops()).endsWith(Op.RESPOND, Op.CLOSE_DIALOG);
    }

    @Test
    void aRefusalIsAFailureWithWhatItSays() {
        subscribe();
        answer(first(), 423, "Min-Expires: 1800\r\nRetry-After: 7\r\n");
        DidFail failure = core.center.last(DidFail.class);
        assertThat(failure.code()).isEqualTo(423);
        assertThat(failure.reason()).isEqualTo("Whatever");
        assertThat(failure.minExpires()).hasSeconds(1800);
        assertThat(failure.retryAfter()).hasSeconds(7);
        assertThat(failure.timestamp()).isEqualTo(core.clock.now());
        assertThat(core.ops()).containsExactly(Op.OPEN_DIALOG, Op.CLOSE_DIALOG);
        assertThat(core.handlers).isEmpty();
        assertThat(core.clock.waiting()).isZero();
    }

    @Test
    void neitherAnAnswerNorANotifyIsAwaitedForever() {
        subscribe();
        core.clock.advance(TIMEOUT);
        assertThat(core.center.last(DidFail.class).code()).isEqualTo(408);

        Subscription second = new DefaultSubscription(core, resolver, options, List::of);
        second.subscribe(List.of(), null, TIMEOUT);
        answer(first(), 200, "Expires: 600\r\n");
        core.clock.advance(Duration.ofSeconds(31));
        assertThat(second.state()).isEqualTo(Subscription.State.ACCEPTED);
        core.clock.advance(Duration.ofSeconds(1));
        assertThat(second.state()).isEqualTo(Subscription.State.TERMINATED);
        assertThat(core.center.last(DidFail.class).reason()).contains("NOTIFY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "489|NOTIFY|Event: winfo\r\nSubscription-State: active\r\n",
                "489|NOTIFY|Event: presence;id=7\r\nSubscription-State: active\r\n",
                "489|NOTIFY|Subscription-State: active\r\n",
                "400|NOTIFY|Event: presence\r\n",
                "400|NOTIFY|Event: presence\r\nEvent: presence\r\nSubscription-State: active\r\n",
                "405|INFO|Event: presence\r\n",
                "200|OPTIONS|"
            })
    void otherRequestsAreAnsweredAndNotTold(String what) {
        active();
        String[] parts = what.split("\\|", 3);
        peerSends(parts[1], parts[2], "");
        assertThat(responded()).isEqualTo(Integer.parseInt(parts[0]));
        assertThat(core.center.of(GotNotify.class)).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsRefused() {
        active();
        core.event(
                first().dialog(),
                Event.IN_DIALOG_REQUEST,
                0,
                new FieldWriter()
                        .putLong(-9)
                        .putBytes(Messages.bytes("NOTIFY"))
                        .putText("udp")
                        .putText("127.0.0.1:5070"));
        assertThat(responded()).isEqualTo(400);
    }

    @Test
    void aCommandThatFailsOrAnEngineThatStopsIsAFailureOfOurs() {
        subscribe();
        core.event(
                first().dialog(),
                Event.COMMAND_FAILED,
                70_004,
                new FieldWriter().putInt(Op.OPEN_DIALOG).putText("invalid argument"));
        assertThat(core.center.last(DidFail.class).code()).isZero();
        assertThat(core.center.last(DidFail.class).reason()).isEqualTo("invalid argument");

        Subscription second = new DefaultSubscription(core, resolver, options, List::of);
        second.subscribe(List.of(), null, TIMEOUT);
        core.stop();
        assertThat(core.center.last(DidFail.class).reason()).contains("has stopped");

        Subscription third = new DefaultSubscription(core, resolver, options, List::of);
        third.subscribe(List.of(), null, TIMEOUT);
        assertThat(core.center.last(DidFail.class).reason()).contains("not running");
        assertThat(core.clock.waiting()).isZero();
    }

    @Test
    void optionsAreThoseItWasMadeWith() {
        assertThat(subscription.options()).isSameAs(options);
        assertThat(subscription.options().from().uri()).hasToString("sip:alice@example.com");
        assertThat(subscription.options().to().uri()).hasToString("sip:bob@example.com");
        assertThat(subscription.options().contact().uri().user()).isEqualTo("alice");
        assertThat(subscription.options().event().eventPackage()).isEqualTo("presence");
        assertThat(subscription.options().route().port()).isEqualTo(5070);
        assertThat(subscription.options().credentials()).isNotNull();
        assertThat(subscription.options().refresh()).hasMinutes(10);
    }
}
