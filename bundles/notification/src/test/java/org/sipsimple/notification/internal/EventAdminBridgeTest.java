/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import org.sipsimple.api.notification.Notification;
import org.sipsimple.notification.CallNotification;
import org.sipsimple.notification.CallNotification.DidStart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventAdminBridgeTest {

    /** Has a component that is null and one of a name that is taken. */
    public record Odd(Object sender, Instant timestamp, @Nullable String reason, String notification, String name)
            implements Notification {}

    private final List<Event> sent = new ArrayList<>();
    private final EventAdminBridge bridge = new EventAdminBridge(new EventAdmin() {
        @Override
        public void postEvent(Event event) {
            throw new AssertionError("would leave the order to another queue");
        }

        @Override
        public void sendEvent(Event event) {
            sent.add(event);
        }
    });

    @Test
    void topicAndPropertiesTellEverything() {
        Object sender = new Object();
        Notification notification = new DidStart(sender, 7);
        bridge.handle(notification);
        Event event = sent.get(0);
        assertThat(event.getTopic()).isEqualTo("org/sipsimple/CallDidStart");
        assertThat(event.getProperty("sender")).isSameAs(sender);
        assertThat(event.getProperty("timestamp")).isEqualTo(CallNotification.NOON.toEpochMilli());
        assertThat(event.getProperty("notification")).isSameAs(notification);
        assertThat(event.getProperty("number")).isEqualTo(7);
    }

    @Test
    void emptyComponentsAreLeftOutAndTakenNamesKeepTheirMeaning() {
        Notification notification = new Odd("alice", CallNotification.NOON, null, "mine", "OddThing");
        bridge.handle(notification);
        assertThat(sent.get(0).containsProperty("reason")).isFalse();
        assertThat(sent.get(0).getProperty("notification")).isSameAs(notification);
        assertThat(sent.get(0).getTopic()).isEqualTo("org/sipsimple/OddThing");
    }

    @Test
    void componentsOfRecordsThatAreNotPublicAreLeftOut() {
        bridge.handle(CallNotification.unseen("alice", "swordfish"));
        assertThat(sent.get(0).containsProperty("secret")).isFalse();
        assertThat(sent.get(0).getProperty("sender")).isEqualTo("alice");
    }

    @Test
    void nameThatIsNoTopicIsRefused() {
        Notification notification = new Odd("alice", CallNotification.NOON, null, "mine", "not a/ topic");
        assertThatThrownBy(() -> bridge.handle(notification)).isInstanceOf(IllegalArgumentException.class);
        assertThat(sent).isEmpty();
    }
}
