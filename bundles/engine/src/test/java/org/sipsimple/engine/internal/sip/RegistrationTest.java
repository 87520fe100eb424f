/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.GenericHeader;
import org.sipsimple.api.sip.Registration;
import org.sipsimple.api.sip.RegistrationNotification.DidEnd;
import org.sipsimple.api.sip.RegistrationNotification.DidFail;
import org.sipsimple.api.sip.RegistrationNotification.DidNotEnd;
import org.sipsimple.api.sip.RegistrationNotification.DidSucceed;
import org.sipsimple.api.sip.RegistrationNotification.WillEnd;
import org.sipsimple.api.sip.RegistrationNotification.WillExpire;
import org.sipsimple.api.sip.RegistrationOptions;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationTest {
    private static final ContactHeader CONTACT = ContactHeader.parse("<sip:12345@127.0.0.1:5060>");
    private static final Route ROUTE = new Route(Addresses.literal("127.0.0.1"), 5070, Transport.UDP);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final FakeCore core = new FakeCore();
    private final NameResolver resolver = new NameResolver(core, target -> {
        throw new AssertionError("nothing to look up for " + target);
    });
    private final PublicAddresses publicAddresses =
            new PublicAddresses((transport, peer) -> new InetSocketAddress(Addresses.literal("127.0.0.1"), 5060));
    private final RegistrationOptions options = new RegistrationOptions(
            FromHeader.parse("\"Alice\" <sip:alice@example.com>"),
            Credentials.of("alice", "secret", "example.com"),
            Duration.ofSeconds(600),
            List.of(new GenericHeader("Supported", "gruu")));
    private final Registration registration = new DefaultRegistration(core, resolver, publicAddresses, options);

    private void answer(int code, String headers) {
        String raw = "SIP/2.0 " + code + " Whatever\r\nCall-ID: x\r\n" + headers + "Content-Length: 0\r\n\r\n";
        answer(code, raw.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(int code, byte @Nullable [] raw) {
        core.event(
                core.last().id(),
                Event.RESPONSE,
                code,
                new FieldWriter()
                        .putFlag(code >= 200)
                        .putText("Whatever")
                        .putBytes(raw)
                        .putText("udp")
                        .putText("127.0.0.1:5070")
                        .putInt(0));
    }

    private record Sent(String target, String contact, String callId, int sequence, List<String> headers, int millis) {}

    private Sent sent() {
        assertThat(core.last().op()).isEqualTo(Op.REQUEST);
        FieldReader args = core.last().reader();
        assertThat(args.readText()).isEqualTo("REGISTER");
        String target = args.readText();
        assertThat(args.readText()).isEqualTo("\"Alice\" <sip:alice@example.com>");
        assertThat(args.readText()).isEqualTo("\"Alice\" <sip:alice@example.com>");
        String contact = args.readText();
        assertThat(args.readTexts()).containsExactly("<sip:127.0.0.1:5070;lr>");
        String callId = args.readText();
        int sequence = args.readInt();
        List<String> headers = args.readList(item -> item.readText() + ": " + item.readText());
        assertThat(args.readOptionalText()).isNull();
        assertThat(args.readOptionalBytes()).isNull();
        assertThat(args.readList(SentRequest::credential)).containsExactly("example.com alice secret");
        int millis = args.readInt();
        assertThat(args.atEnd()).isTrue();
        return new Sent(target, contact, callId, sequence, headers, millis);
    }

    private void register() {
        registration.register(CONTACT, ROUTE, TIMEOUT);
    }

    @Test
    void registersAndRefreshesWithOneCallIdAndTheNextSequence() {
        register();
        Sent first = sent();
        assertThat(first.target()).isEqualTo("sip:example.com");
        assertThat(first.contact()).isEqualTo("<sip:12345@127.0.0.1:5060>");
        assertThat(first.headers()).containsExactly("Supported: gruu", "Expires: 600");
        assertThat(first.millis()).isEqualTo(10_000);
        answer(100, "");
        assertThat(registration.isRegistered()).isFalse();
        answer(
                200,
                "CSeq: " + (first.sequence() + 1) + " REGISTER\r\nContact: <sip:12345@127.0.0.1:5060>;expires=600\r\n");
        assertThat(registration.isRegistered()).isTrue();
        assertThat(registration.contact()).contains(CONTACT);
        assertThat(registration.expiresIn()).contains(Duration.ofSeconds(600));
        assertThat(registration.options()).isSameAs(options);
        DidSucceed success = core.center.last(DidSucceed.class);
        assertThat(success.sender()).isSameAs(registration);
        assertThat(success.code()).isEqualTo(200);
        assertThat(success.reason()).isEqualTo("Whatever");
        assertThat(success.route()).isEqualTo(ROUTE);
        assertThat(success.contact()).isEqualTo(CONTACT);
        assertThat(success.contacts()).hasSize(1);
        assertThat(success.expiresIn()).isEqualTo(Duration.ofSeconds(600));

        core.clock.advance(Duration.ofSeconds(570));
        assertThat(core.center.last(WillExpire.class).expires()).isEqualTo(Duration.ofSeconds(30));
        assertThat(registration.expiresIn()).contains(Duration.ofSeconds(30));
        register();
        assertThat(sent().callId()).isEqualTo(first.callId());
        assertThat(sent().sequence()).isEqualTo(first.sequence() + 2);
    }

    @ParameterizedTest
    @CsvSource({"600,570", "40,20", "61,31", "60,30", "2,1", "1,1", "3600,3570"})
    void refreshesHalfAMinuteAheadOrAfterHalfTheTime(int granted, int after) {
        assertThat(Lease.refreshAfter(Duration.ofSeconds(granted))).isEqualTo(Duration.ofSeconds(after));
    }

    @Test
    void theParameterOfOurContactGoesBeforeTheHeader() {
        register();
        answer(
                200,
                "Contact: <sip:other@127.0.0.1>;expires=9, <sip:12345@127.0.0.1:5060>;expires=40\r\nExpires: 600\r\n");
        DidSucceed success = core.center.last(DidSucceed.class);
        assertThat(success.expiresIn()).isEqualTo(Duration.ofSeconds(40));
        assertThat(success.contacts()).hasSize(2);
        core.clock.advance(Duration.ofSeconds(20));
        assertThat(core.center.of(WillExpire.class)).hasSize(1);
    }

    @Test
    void theHeaderCountsWhereOurContactSaysNothing() {
        register();
        answer(200, "Contact: <sip:12345@127.0.0.1:5060>\r\nExpires: 120\r\n");
        assertThat(core.center.last(DidSucceed.class).expiresIn()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void whatWasAskedForCountsWhereNothingIsSaid() {
        register();
        answer(200, "Contact: broken <\r\nExpires: soon\r\n");
        assertThat(core.center.last(DidSucceed.class).expiresIn()).isEqualTo(Duration.ofSeconds(600));
        assertThat(core.center.last(DidSucceed.class).contacts()).isEmpty();
    }

    @Test
    void runsOutWithoutARefresh() {
        register();
        answer(200, "Expires: 100\r\n");
        core.clock.advance(Duration.ofSeconds(99));
        assertThat(registration.isRegistered()).isTrue();
        core.clock.advance(Duration.ofSeconds(1));
        assertThat(registration.isRegistered()).isFalse();
        assertThat(core.center.last(DidEnd.class).expired()).isTrue();
        assertThat(registration.expiresIn()).isEmpty();
        assertThat(core.stopHooks).isEmpty();
    }

    @Test
    void tellsWhatAFailureSays() {
        register();
        answer(423, "Min-Expires: 1800\r\nRetry-After: 7\r\n");
        DidFail failure = core.center.last(DidFail.class);
        assertThat(failure.code()).isEqualTo(423);
        assertThat(failure.reason()).isEqualTo("Whatever");
        assertThat(failure.route()).isEqualTo(ROUTE);
        assertThat(failure.minExpires()).isEqualTo(Duration.ofSeconds(1800));
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(registration.isRegistered()).isFalse();
    }

    @Test
    void aTimeoutMadeBelowHasNoMessage() {
        register();
        answer(408, (byte[]) null);
        assertThat(core.center.last(DidFail.class).code()).isEqualTo(408);
        assertThat(core.center.last(DidFail.class).minExpires()).isZero();
    }

    @Test
    void aFailedRefreshLeavesTheBindingUntilItsTimeIsUp() {
        register();
        answer(200, "Expires: 100\r\n");
        core.clock.advance(Duration.ofSeconds(70));
        register();
        answer(503, "");
        assertThat(registration.isRegistered()).isTrue();
        core.clock.advance(Duration.ofSeconds(30));
        assertThat(core.center.last(DidEnd.class).expired()).isTrue();
    }

    @Test
    void unregistersByTheSameContactAndRoute() {
        register();
        answer(200, "Expires: 100\r\n");
        registration.end(Duration.ofSeconds(2));
        assertThat(core.center.of(WillEnd.class)).hasSize(1);
        Sent removal = sent();
        assertThat(removal.headers()).containsExactly("Supported: gruu", "Expires: 0");
        assertThat(removal.contact()).isEqualTo("<sip:12345@127.0.0.1:5060>");
        assertThat(removal.millis()).isEqualTo(2_000);
        answer(200, "");
        assertThat(core.center.last(DidEnd.class).expired()).isFalse();
        assertThat(registration.isRegistered()).isFalse();
        assertThat(core.clock.waiting()).isZero();
        assertThat(core.center.names())
                .containsExactly("SIPRegistrationDidSucceed", "SIPRegistrationWillEnd", "SIPRegistrationDidEnd");
    }

    @Test
    void tellsThatUnregisteringFailed() {
        register();
        answer(200, "Expires: 100\r\n");
        registration.end(TIMEOUT);
        answer(500, "");
        assertThat(core.center.last(DidNotEnd.class).code()).isEqualTo(500);
        assertThat(core.center.last(DidNotEnd.class).reason()).isEqualTo("Whatever");
        assertThat(registration.isRegistered()).isTrue();
    }

    @Test
    void endingWhatNeverBeganDoesNothing() {
        registration.end(TIMEOUT);
        assertThat(core.posted).isEmpty();
        assertThat(core.center.posted).isEmpty();
    }

    @Test
    void aNewerRequestTakesThePlaceOfTheOneUnderWay() {
        register();
        long older = core.last().id();
        register();
        assertThat(core.ops()).containsExactly(Op.REQUEST, Op.ABORT_REQUEST, Op.REQUEST);
        assertThat(core.posted.get(1).id()).isEqualTo(older);
        assertThat(core.handlers).hasSize(1);
        answer(200, "Expires: 100\r\n");
        assertThat(core.center.names()).containsExactly("SIPRegistrationDidSucceed");
    }

    @Test
    void endingWhileRegisteringUnregistersAllTheSame() {
        register();
        registration.end(TIMEOUT);
        assertThat(core.ops()).containsExactly(Op.REQUEST, Op.ABORT_REQUEST, Op.REQUEST);
        assertThat(sent().headers()).contains("Expires: 0");
        answer(200, "");
        assertThat(core.center.names()).containsExactly("SIPRegistrationWillEnd", "SIPRegistrationDidEnd");
    }

    @Test
    void aCommandThatFailsIsAFailure() {
        register();
        core.event(
                core.last().id(),
                Event.COMMAND_FAILED,
                70_004,
                new FieldWriter().putInt(Op.REQUEST).putText("invalid argument"));
        assertThat(core.center.last(DidFail.class).code()).isZero();
        assertThat(core.center.last(DidFail.class).reason()).isEqualTo("invalid argument");
    }

    @Test
    void aStoppedEngineIsAFailureAndEndsTheBinding() {
        register();
        answer(200, "Expires: 100\r\n");
        register();
        core.stop();
        assertThat(core.center.last(DidFail.class).code()).isZero();
        assertThat(core.center.last(DidEnd.class).expired()).isTrue();
        assertThat(registration.isRegistered()).isFalse();
        register();
        assertThat(core.center.last(DidFail.class).reason()).contains("not running");
    }

    @Test
    void optionsAreThoseItWasMadeWith() {
        assertThat(registration.options()).isSameAs(options);
        assertThat(registration.options().from().uri()).hasToString("sip:alice@example.com");
        assertThat(registration.options().credentials().username()).isEqualTo("alice");
        assertThat(registration.options().duration()).hasMinutes(10);
    }

    @Test
    void keepsTheWayThatItCameByOpenUntilItEnds() {
        register();
        answer(200, "Contact: <sip:12345@127.0.0.1:5060>;expires=600\r\n");
        for (int i = 1; i <= 3; i++) {
            core.clock.advance(Duration.ofSeconds(29));
            assertThat(keepAlives()).hasSize(i).containsOnly("127.0.0.1:5070");
        }
        register();
        answer(200, "Contact: <sip:12345@127.0.0.1:5060>;expires=600\r\n");
        core.clock.advance(Duration.ofSeconds(29));
        assertThat(keepAlives()).as("one way, one keep-alive").hasSize(4);
        registration.end(TIMEOUT);
        answer(200, "");
        core.clock.advance(Duration.ofSeconds(100));
        assertThat(keepAlives()).hasSize(4);
    }

    @Test
    void anotherContactTakesThePlaceOfTheOneThatIsBound() {
        register();
        answer(200, "Expires: 100\r\n");
        registration.register(ContactHeader.parse("<sip:12345@192.0.2.7:4000>"), ROUTE, TIMEOUT);
        assertThat(sent().contact()).isEqualTo("<sip:12345@192.0.2.7:4000>");
        assertThat(sent().headers()).contains("Contact: <sip:12345@127.0.0.1:5060>;expires=0");
        answer(503, "");
        registration.end(TIMEOUT);
        assertThat(sent().contact()).as("the one that is still bound").isEqualTo("<sip:12345@127.0.0.1:5060>");
        assertThat(sent().headers()).containsExactly("Supported: gruu", "Expires: 0");
    }

    @Test
    void learnsWhereTheRegistrarSeesUs() {
        register();
        answer(200, "Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1;received=192.0.2.7;rport=4000\r\n");
        assertThat(publicAddresses.of(Transport.UDP, new InetSocketAddress(Addresses.literal("127.0.0.1"), 5070)))
                .contains(new InetSocketAddress(Addresses.literal("192.0.2.7"), 4000));
    }

    private List<String> keepAlives() {
        return core.posted.stream()
                .filter(command -> command.op() == Op.KEEP_ALIVE)
                .map(FakeCore.Posted::reader)
                .map(args -> args.readText() + ":" + args.readInt())
                .toList();
    }
}
