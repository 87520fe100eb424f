/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.network.AddressNotification;
import org.sipsimple.api.network.AddressWatcher;
import org.sipsimple.api.session.Session;
import org.sipsimple.stream.testkit.FakeInvitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.session.internal.SessionFixture.taking;

/** Running calls tell the peer where we are now. */
class AddressChangeTest {
    private final SessionFixture fixture = new SessionFixture();
    private final AddressWatcher watcher = Set::of;
    private final InetAddress old = InetAddress.getLoopbackAddress();
    private final InetAddress fresh = address("192.0.2.99");

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void move(InetAddress to) {
        fixture.engine.moveTo(to);
        fixture.notifications.post(new AddressNotification.DidChange(
                watcher, fixture.threads.time().now(), Set.of(to), Set.of(old)));
    }

    @Test
    void aRunningCallIsRepairedByAReInvite() {
        Session session = fixture.connected(fixture.voice()).session();
        FakeInvitation dialog = fixture.peer();
        move(fresh);
        assertThat(fixture.engine.left()).as("connections from there").containsExactly(old);
        assertThat(dialog.lastReinvite().connection(0).address()).isEqualTo("192.0.2.99");
        assertThat(dialog.renewedContact()).contains(fixture.account.contact(SessionFixture.ROUTE));
        dialog.peerAnswersReinvite(taking(dialog.lastReinvite()));
        assertThat(session.state()).isEqualTo(Session.State.CONNECTED);
        move(address("192.0.2.100"));
        assertThat(dialog.reinvites())
                .as("the address that is gone was not ours any more")
                .hasSize(1);
    }

    @Test
    void aCallThatIsBeingMadeIsRepairedOnceItRuns() {
        SessionFixture.Call call = fixture.call(fixture.voice());
        FakeInvitation dialog = fixture.peer();
        move(fresh);
        assertThat(dialog.reinvites()).isEmpty();
        dialog.peerAnswers(taking(dialog.invite().sdp()));
        assertThat(dialog.lastReinvite().connection(0).address()).isEqualTo("192.0.2.99");
        assertThat(call.done()).isCompleted();
    }

    @Test
    void aCallByAnotherAddressIsLeftAlone() {
        fixture.connected(fixture.voice());
        fixture.notifications.post(new AddressNotification.DidChange(
                watcher, fixture.threads.time().now(), Set.of(), Set.of(fresh)));
        assertThat(fixture.peer().reinvites()).isEmpty();
    }
}
