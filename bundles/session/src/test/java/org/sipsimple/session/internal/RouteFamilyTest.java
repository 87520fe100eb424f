/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.session.internal.SessionFixture.Call;
import org.sipsimple.stream.testkit.FakeInvitation;
import org.sipsimple.stream.testkit.FakeStream;
import org.sipsimple.stream.testkit.FakeStream.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.session.internal.SessionFixture.route;
import static org.sipsimple.session.internal.SessionFixture.taking;

/** Calls whose routes are of both families of addresses: what is announced has to be of that of the route in use. */
class RouteFamilyTest {
    private final SessionFixture fixture = new SessionFixture();

    private static Route ipv6(int port) {
        try {
            return new Route(InetAddress.getByName("::1"), port, Transport.UDP);
        } catch (UnknownHostException e) {
            throw new AssertionError("a literal", e);
        }
    }

    private static String announced(FakeInvitation invitation) {
        SdpSession sdp = invitation.invite().sdp();
        return sdp == null || sdp.connection() == null
                ? "nothing"
                : sdp.connection().toString();
    }

    @Test
    void streamsArePreparedAgainWhenTheNextRouteIsOfTheOtherFamily() {
        FakeStream voice = fixture.voice();
        Call call = fixture.call(List.of(ipv6(1), route(2)), voice);
        FakeInvitation first = fixture.peer();
        assertThat(announced(first)).isEqualTo("IN IP6 0:0:0:0:0:0:0:1");
        assertThat(call.session().localAddress().orElseThrow()).isEqualTo(ipv6(1).address());
        first.fails(503, "Network is unreachable");
        FakeInvitation second = fixture.peer();
        assertThat(second).isNotSameAs(first);
        assertThat(announced(second)).isEqualTo("IN IP4 127.0.0.1");
        assertThat(call.session().localAddress().orElseThrow()).isEqualTo(InetAddress.getLoopbackAddress());
        second.peerAnswers(taking(second.invite().sdp()));
        assertThat(call.done()).isCompleted();
        assertThat(voice.calls()).containsExactly("initialize OUTGOING", "offer 0", "relocate", "offer 0", "start 0");
    }

    @Test
    void theNextRouteWaitsUntilTheStreamsAreReady() {
        FakeStream voice = fixture.voice();
        Call call = fixture.call(List.of(ipv6(1), route(2), ipv6(3)), voice);
        FakeInvitation first = fixture.peer();
        voice.onInitialize(Fault.WAIT);
        first.fails(408, "Request Timeout");
        assertThat(fixture.engine.invitations()).containsExactly(first);
        voice.initialized();
        FakeInvitation second = fixture.peer();
        assertThat(announced(second)).startsWith("IN IP4 ");
        second.fails(503, "Connection refused");
        assertThat(fixture.engine.invitations()).containsExactly(first, second);
        voice.initialized();
        assertThat(announced(fixture.peer())).startsWith("IN IP6 ");
        assertThat(call.done()).isNotDone();
    }

    @Test
    void aRouteOfTheSameFamilyNeedsNothing() {
        FakeStream voice = fixture.voice();
        fixture.call(List.of(ipv6(1), ipv6(2)), voice);
        fixture.peer().fails(503, "Connection refused");
        assertThat(fixture.peer().invite().route().port()).isEqualTo(2);
        assertThat(voice.calls()).containsExactly("initialize OUTGOING", "offer 0");
    }

    @Test
    void aStreamThatCannotBePreparedAgainIsLeftOut() {
        FakeStream voice = fixture.voice();
        FakeStream text = fixture.text();
        fixture.call(List.of(ipv6(1), route(2)), voice, text);
        voice.onInitialize(Fault.FAIL);
        fixture.peer().fails(503, "Connection refused");
        assertThat(fixture.peer().invite().sdp().media())
                .extracting(line -> line.media())
                .containsExactly(text.type());
        assertThat(voice.calls()).endsWith("relocate", "deactivate", "end");
    }

    @Test
    void withoutAnyStreamLeftTheSessionFails() {
        FakeStream voice = fixture.voice();
        Call call = fixture.call(List.of(ipv6(1), route(2)), voice);
        voice.onInitialize(Fault.THROW);
        fixture.peer().fails(503, "Connection refused");
        assertThat(fixture.engine.invitations()).hasSize(1);
        assertThat(call.done()).isCompletedExceptionally();
        assertThat(call.session().state()).isEqualTo(Session.State.TERMINATED);
        assertThat(fixture.notifications.of(SessionNotification.DidFail.class)).hasSize(1);
    }

    @Test
    void aSessionThatIsEndedMeanwhileTriesNoOtherRoute() {
        FakeStream voice = fixture.voice();
        Call call = fixture.call(List.of(ipv6(1), route(2)), voice);
        voice.onInitialize(Fault.WAIT);
        fixture.peer().fails(503, "Connection refused");
        call.session().end();
        voice.initialized();
        assertThat(fixture.engine.invitations()).hasSize(1);
        assertThat(call.session().state()).isEqualTo(Session.State.TERMINATED);
        assertThat(voice.calls()).endsWith("relocate", "deactivate", "end");
    }
}
