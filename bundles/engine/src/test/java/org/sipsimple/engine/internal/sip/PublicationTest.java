/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.ContentTypeHeader;
import org.sipsimple.api.sip.Credentials;
import org.sipsimple.api.sip.EventHeader;
import org.sipsimple.api.sip.FromHeader;
import org.sipsimple.api.sip.Publication;
import org.sipsimple.api.sip.PublicationNotification.DidEnd;
import org.sipsimple.api.sip.PublicationNotification.DidFail;
import org.sipsimple.api.sip.PublicationNotification.DidNotEnd;
import org.sipsimple.api.sip.PublicationNotification.DidSucceed;
import org.sipsimple.api.sip.PublicationNotification.WillEnd;
import org.sipsimple.api.sip.PublicationNotification.WillExpire;
import org.sipsimple.api.sip.PublicationOptions;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PublicationTest {
    private static final Route ROUTE = new Route(Addresses.literal("127.0.0.1"), 5070, Transport.UDP);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final byte[] OPEN = Messages.bytes("<open/>");
    private static final String ACCEPTED = "SIP-ETag: tag1\r\nExpires: 100\r\n";

    private final FakeCore core = new FakeCore();
    private final NameResolver resolver = new NameResolver(core, target -> {
        throw new AssertionError("nothing to look up for " + target);
    });
    private final PublicationOptions options = new PublicationOptions(
            FromHeader.parse("<sip:alice@example.com>"),
            EventHeader.of("presence"),
            ContentTypeHeader.parse("application/pidf+xml"),
            Credentials.of("alice", "secret"),
            Duration.ofSeconds(600),
            List.of());
    private final Publication publication = new DefaultPublication(core, resolver, options);

    private void publish() {
        publication.publish(OPEN, ROUTE, TIMEOUT);
        SentRequest.answer(core, 200, ACCEPTED);
    }

    @Test
    void publishesAndRefreshesByTheEntityTag() {
        publication.publish(OPEN, ROUTE, TIMEOUT);
        SentRequest first = SentRequest.of(core);
        assertThat(first.method()).isEqualTo("PUBLISH");
        assertThat(first.target()).isEqualTo("sip:alice@example.com");
        assertThat(first.headers()).containsExactly("Event: presence", "Expires: 600");
        assertThat(first.contentType()).isEqualTo("application/pidf+xml");
        assertThat(first.bodyText()).isEqualTo("<open/>");
        assertThat(publication.isPublished()).isFalse();
        assertThat(publication.expiresIn()).isZero();
        SentRequest.answer(core, 200, ACCEPTED);
        assertThat(publication.isPublished()).isTrue();
        assertThat(publication.entityTag()).contains("tag1");
        assertThat(publication.expiresIn()).hasSeconds(100);
        DidSucceed success = core.center.last(DidSucceed.class);
        assertThat(success.code()).isEqualTo(200);
        assertThat(success.reason()).isEqualTo("Whatever");
        assertThat(success.route()).isEqualTo(ROUTE);
        assertThat(success.expiresIn()).hasSeconds(100);

        core.clock.advance(Duration.ofSeconds(70));
        assertThat(core.center.last(WillExpire.class).expires()).hasSeconds(30);
        publication.publish(null, ROUTE, TIMEOUT);
        SentRequest second = SentRequest.of(core);
        assertThat(second.headers()).containsExactly("Event: presence", "Expires: 600", "SIP-If-Match: tag1");
        assertThat(second.body()).isNull();
        assertThat(second.contentType()).isNull();
        assertThat(second.callId()).isNotEqualTo(first.callId());
        SentRequest.answer(core, 200, "SIP-ETag: tag2\r\nExpires: 100\r\n");
        assertThat(publication.entityTag()).contains("tag2");
        assertThat(publication.expiresIn()).hasSeconds(100);
    }

    @Test
    void needsABodyTheFirstTime() {
        assertThatIllegalStateException().isThrownBy(() -> publication.publish(null, ROUTE, TIMEOUT));
        assertThat(core.posted).isEmpty();
    }

    @Test
    void whatTheServerForgotHasToBePublishedInFull() {
        publish();
        publication.publish(null, ROUTE, TIMEOUT);
        SentRequest.answer(core, 412, "");
        assertThat(core.center.last(DidFail.class).code()).isEqualTo(412);
        assertThat(publication.isPublished()).isFalse();
        assertThat(core.clock.waiting()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> publication.publish(null, ROUTE, TIMEOUT));
        publication.publish(OPEN, ROUTE, TIMEOUT);
        assertThat(SentRequest.of(core).headers()).doesNotContain("SIP-If-Match: tag1");
    }

    @Test
    void tellsWhatAFailureSaysAndKeepsWhatIsPublished() {
        publish();
        publication.publish(OPEN, ROUTE, TIMEOUT);
        SentRequest.answer(core, 423, "Min-Expires: 1800\r\nRetry-After: 7\r\n");
        DidFail failure = core.center.last(DidFail.class);
        assertThat(failure.code()).isEqualTo(423);
        assertThat(failure.reason()).isEqualTo("Whatever");
        assertThat(failure.route()).isEqualTo(ROUTE);
        assertThat(failure.minExpires()).hasSeconds(1800);
        assertThat(failure.retryAfter()).hasSeconds(7);
        assertThat(publication.isPublished()).isTrue();
    }

    @Test
    void anAnswerWithoutAnEntityTagIsAFailure() {
        publication.publish(OPEN, ROUTE, TIMEOUT);
        SentRequest.answer(core, 200, "Expires: 100\r\n");
        assertThat(core.center.last(DidFail.class).code()).isZero();
        assertThat(core.center.last(DidFail.class).reason()).contains("SIP-ETag");
        assertThat(publication.isPublished()).isFalse();
    }

    @Test
    void removesWhatIsPublished() {
        publish();
        publication.end(Duration.ofSeconds(2));
        assertThat(core.center.of(WillEnd.class)).hasSize(1);
        SentRequest removal = SentRequest.of(core);
        assertThat(removal.headers()).containsExactly("Event: presence", "Expires: 0", "SIP-If-Match: tag1");
        assertThat(removal.body()).isNull();
        assertThat(removal.millis()).isEqualTo(2_000);
        SentRequest.answer(core, 200, "SIP-ETag: tag9\r\n");
        assertThat(core.center.last(DidEnd.class).expired()).isFalse();
        assertThat(publication.isPublished()).isFalse();
        assertThat(core.clock.waiting()).isZero();
        assertThat(core.center.names())
                .containsExactly("SIPPublicationDidSucceed", "SIPPublicationWillEnd", "SIPPublicationDidEnd");
        assertThatIllegalStateException().isThrownBy(() -> publication.end(TIMEOUT));
    }

    @Test
    void whatTheServerForgotIsRemoved() {
        publish();
        publication.end(TIMEOUT);
        SentRequest.answer(core, 412, "");
        assertThat(core.center.last(DidEnd.class).expired()).isFalse();
    }

    @Test
    void tellsThatRemovingFailed() {
        publish();
        publication.end(TIMEOUT);
        SentRequest.answer(core, 500, "");
        assertThat(core.center.last(DidNotEnd.class).code()).isEqualTo(500);
        assertThat(core.center.last(DidNotEnd.class).reason()).isEqualTo("Whatever");
        assertThat(publication.isPublished()).isTrue();
    }

    @Test
    void runsOutWithoutARefresh() {
        publish();
        core.clock.advance(Duration.ofSeconds(100));
        assertThat(core.center.last(DidEnd.class).expired()).isTrue();
        assertThat(publication.isPublished()).isFalse();
        assertThat(core.stopHooks).isEmpty();
    }

    @Test
    void aNewerRequestTakesThePlaceOfTheOneUnderWay() {
        publication.publish(OPEN, ROUTE, TIMEOUT);
        long older = core.last().id();
        publication.publish(OPEN, ROUTE, TIMEOUT);
        assertThat(core.ops()).containsExactly(Op.REQUEST, Op.ABORT_REQUEST, Op.REQUEST);
        assertThat(core.posted.get(1).id()).isEqualTo(older);
        SentRequest.answer(core, 200, ACCEPTED);
        assertThat(core.center.names()).containsExactly("SIPPublicationDidSucceed");
    }

    @Test
    void aStoppedEngineEndsWhatIsPublished() {
        publish();
        publication.publish(null, ROUTE, TIMEOUT);
        core.stop();
        assertThat(core.center.last(DidFail.class).code()).isZero();
        assertThat(core.center.last(DidEnd.class).expired()).isTrue();
        publication.publish(OPEN, ROUTE, TIMEOUT);
        assertThat(core.center.last(DidFail.class).reason()).contains("not running");
    }

    @Test
    void optionsAreThoseItWasMadeWith() {
        assertThat(publication.options()).isSameAs(options);
        assertThat(publication.options().from().uri()).hasToString("sip:alice@example.com");
        assertThat(publication.options().event().eventPackage()).isEqualTo("presence");
        assertThat(publication.options().contentType().mediaType()).isEqualTo("application/pidf+xml");
        assertThat(publication.options().credentials()).isNotNull();
        assertThat(publication.options().duration()).hasMinutes(10);
    }
}
