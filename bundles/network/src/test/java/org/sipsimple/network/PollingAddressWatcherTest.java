/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.network.AddressNotification;
import org.sipsimple.stream.testkit.InlineThreads;
import org.sipsimple.stream.testkit.RecordedNotifications;

import static org.assertj.core.api.Assertions.assertThat;

class PollingAddressWatcherTest {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final InlineThreads threads = new InlineThreads();
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final InetAddress home = address("192.0.2.1");
    private final InetAddress office = address("198.51.100.7");
    private Set<InetAddress> present = Set.of(home);
    private boolean unreadable;
    private final PollingAddressWatcher watcher = new PollingAddressWatcher(this::read, PERIOD, notifications, threads);

    private Set<InetAddress> read() {
        if (unreadable) {
            throw new UncheckedIOException(new IOException("on purpose"));
        }
        return present;
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void look() {
        threads.time().advance(PERIOD);
    }

    @Test
    void tellsAChangeOnceItStandsStill() {
        present = Set.of(office);
        look();
        assertThat(notifications.all()).isEmpty();
        assertThat(watcher.addresses()).containsExactly(home);
        look();
        assertThat(notifications.of(AddressNotification.DidChange.class))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.sender()).isSameAs(watcher);
                    assertThat(change.added()).containsExactly(office);
                    assertThat(change.removed()).containsExactly(home);
                    assertThat(change.timestamp()).isEqualTo(threads.time().now());
                    assertThat(change.name()).isEqualTo("SystemAddressesDidChange");
                });
        assertThat(watcher.addresses()).containsExactly(office);
        look();
        assertThat(notifications.all()).hasSize(1);
    }

    @Test
    void tellsWhatComesAndGoesWhileAnInterfaceIsSetUpOnce() {
        present = Set.of();
        look();
        present = Set.of(home, office);
        look();
        assertThat(notifications.all()).isEmpty();
        look();
        assertThat(notifications.of(AddressNotification.DidChange.class))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.added()).containsExactly(office);
                    assertThat(change.removed()).isEmpty();
                });
    }

    @Test
    void tellsNothingWhenAllIsAsItWas() {
        present = Set.of();
        look();
        present = Set.of(home);
        look();
        look();
        assertThat(notifications.all()).isEmpty();
    }

    @Test
    void goesOnLookingWhenTheSystemDoesNotTell() {
        unreadable = true;
        look();
        unreadable = false;
        present = Set.of(office);
        look();
        look();
        assertThat(notifications.all()).hasSize(1);
    }

    @Test
    void looksNoMoreOnceClosed() {
        watcher.close();
        assertThat(threads.time().waiting()).isZero();
    }

    @Test
    void readsTheInterfacesOfThisHostWithoutLoopback() {
        assertThat(AddressSource.ofInterfaces().addresses()).noneMatch(InetAddress::isLoopbackAddress);
    }
}
