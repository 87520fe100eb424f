/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.notification.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.sipsimple.api.notification.NotificationObserver;
import org.sipsimple.notification.CallNotification.DidStart;
import org.sipsimple.notification.CallNotification.WillStart;
import org.sipsimple.notification.DefaultNotificationCenter;
import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WhiteboardTest {

    private final DefaultNotificationCenter center =
            new DefaultNotificationCenter(Runnable::run, new ManualScheduler());
    private final Whiteboard whiteboard = new Whiteboard(center);
    private final List<String> got = new ArrayList<>();
    private final NotificationObserver observer = n -> got.add(n.name());

    @Test
    void serviceWithoutNamesGetsAllUntilItGoes() {
        whiteboard.add(observer, service(1, null));
        postBoth();
        assertThat(got).containsExactly("CallWillStart", "CallDidStart");
        whiteboard.remove(service(1, null));
        whiteboard.remove(service(1, null));
        postBoth();
        assertThat(got).hasSize(2);
    }

    @Test
    void namesMayBeAStringAnArrayOrACollection() {
        whiteboard.add(observer, service(1, "CallWillStart"));
        whiteboard.add(observer, service(2, new String[] {"CallDidStart", "Other"}));
        whiteboard.add(observer, service(3, List.of("CallDidStart")));
        whiteboard.add(observer, service(4, new String[0]));
        postBoth();
        assertThat(got)
                .containsExactly("CallWillStart", "CallWillStart", "CallDidStart", "CallDidStart", "CallDidStart");
    }

    @Test
    void changedPropertiesTakeThePlaceOfTheOldOnes() {
        whiteboard.add(observer, service(1, "CallWillStart"));
        whiteboard.add(observer, service(1, "CallDidStart"));
        postBoth();
        assertThat(got).containsExactly("CallDidStart");
    }

    @Test
    void closeEndsAll() {
        whiteboard.add(observer, service(1, null));
        whiteboard.add(observer, service(2, null));
        whiteboard.close();
        postBoth();
        assertThat(got).isEmpty();
    }

    @Test
    void namesThatAreNoStringsAreRefusedWithTheProperty() {
        for (Object wrong : Arrays.asList(7, List.of(7), new Object[] {"CallDidStart", null})) {
            assertThatThrownBy(() -> whiteboard.add(observer, service(1, wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sip.notification");
        }
        postBoth();
        assertThat(got).isEmpty();
    }

    private void postBoth() {
        center.post(new WillStart("alice", 1));
        center.post(new DidStart("alice", 1));
    }

    private static Map<String, Object> service(long id, @Nullable Object names) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("service.id", id);
        if (names != null) {
            properties.put("sip.notification", names);
        }
        return properties;
    }
}
