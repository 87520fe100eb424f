/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamProvider;
import org.sipsimple.api.stream.StreamServices;
import org.sipsimple.session.internal.MediaStreamRegistryComponent;

import static org.assertj.core.api.Assertions.assertThat;

class DefaultMediaStreamRegistryTest {
    private final DefaultMediaStreamRegistry registry = new DefaultMediaStreamRegistry();

    private record Factory(String type, int priority) implements MediaStreamFactory {
        @Override
        public MediaStream create(Account account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean accepts(Account account, SdpSession remoteOffer, int index) {
            return false;
        }

        @Override
        public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void higherPriorityComesFirstAndEqualsInTheOrderOfComing() {
        Factory low = new Factory("low", -1);
        Factory first = new Factory("first", 0);
        Factory second = new Factory("second", 0);
        Factory high = new Factory("high", 7);
        List.of(low, first, second, high).forEach(registry::add);
        assertThat(registry).containsExactly(high, first, second, low);
        assertThat(registry.factories()).containsExactly(high, first, second, low);
        assertThat(registry.factories().get(0).priority()).isEqualTo(7);
        assertThat(registry.iterator().next()).isSameAs(high);
    }

    @Test
    void findsTheTypeOfHighestPriority() {
        Factory plain = new Factory("audio", 0);
        Factory better = new Factory("audio", 1);
        registry.add(plain);
        registry.add(better);
        assertThat(registry.find("audio")).containsSame(better);
        assertThat(registry.find("smell")).isEmpty();
    }

    @Test
    void forgetsExactlyTheFactoryTakenAway() {
        Factory one = new Factory("audio", 0);
        Factory equal = new Factory("audio", 0);
        Observation added = registry.add(one);
        registry.add(equal);
        added.close();
        added.close();
        assertThat(registry.factories()).singleElement().isSameAs(equal);
    }

    @Test
    void aSnapshotStaysAsItIs() {
        registry.add(new Factory("audio", 0));
        List<MediaStreamFactory> before = registry.factories();
        registry.add(new Factory("chat", 0));
        assertThat(before).hasSize(1);
    }

    /** Found by {@link java.util.ServiceLoader} in the test below. */
    public static final class Provider implements MediaStreamProvider {
        @Override
        public MediaStreamFactory factory(StreamServices services) {
            return new Factory(services.get(String.class), 3);
        }
    }

    @Test
    void loadsWhatServiceLoaderFinds(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("META-INF/services/" + MediaStreamProvider.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, Provider.class.getName());
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            registry.load(StreamServices.of(Map.of(String.class, "found")), loader);
        }
        assertThat(registry.find("found")).isPresent();
    }

    @Test
    void theServiceFollowsTheFactoriesThatComeAndGo() {
        MediaStreamRegistryComponent service = new MediaStreamRegistryComponent();
        Factory audio = new Factory("audio", 0);
        Factory chat = new Factory("chat", 1);
        service.addFactory(audio, withoutBundle());
        Observation byHand = service.add(chat);
        assertThat(service).containsExactly(chat, audio);
        service.removeFactory(audio);
        byHand.close();
        assertThat(service.factories()).isEmpty();
        assertThat(service.find("audio")).isEmpty();
    }

    /** As a service has it that is unregistered just now. */
    @SuppressWarnings("unchecked")
    private static ServiceReference<MediaStreamFactory> withoutBundle() {
        return (ServiceReference<MediaStreamFactory>) Proxy.newProxyInstance(
                DefaultMediaStreamRegistryTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) -> null);
    }
}
