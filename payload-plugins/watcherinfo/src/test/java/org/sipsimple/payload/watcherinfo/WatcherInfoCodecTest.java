/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.watcherinfo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payloads.UpdateOutcome;
import org.sipsimple.payloads.xml.Extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WatcherInfoCodecTest extends XmlCodecContract<WatcherInfo> {

    WatcherInfoCodecTest() {
        super(new WatcherInfoCodec());
    }

    @Override
    protected WatcherInfo sample() {
        Watcher watcher = Watcher.of("77ajsyy76", "sip:a@example.com", Watcher.Status.PENDING, Watcher.Event.SUBSCRIBE)
                .withDisplayName("Mr. \"A\"")
                .withLanguage("en")
                .withExpiration(600L)
                .withDurationSubscribed(5L);
        return WatcherInfo.full(3, List.of(WatcherList.of("sip:professor@example.net", "presence", List.of(watcher))));
    }

    @Override
    protected List<String> documents() {
        return List.of("full.xml", "foreign.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        WatcherInfo info = sample();
        assertSurvives(info, WatcherInfo.full(0, List.of()));
        WatcherList list = info.lists().get(0);
        Watcher watcher = list.watchers().get(0);
        assertThat(watcher.label()).isEqualTo("\"Mr. \"A\"\" <sip:a@example.com>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<watcher-list package='presence'/>",
                "<watcher-list resource='sip:a@b'/>",
                "<watcher-list resource='sip:a@b' package='p'><watcher status='odd' event='subscribe' id='1'>sip:a@b</watcher></watcher-list>",
                "<watcher-list resource='sip:a@b' package='p'><watcher status='active' event='subscribe'>sip:a@b</watcher></watcher-list>",
                "<watcher-list resource='sip:a@b' package='p'><watcher status='active' event='subscribe' id='1'/></watcher-list>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document =
                "<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='0' state='full'>@</watcherinfo>"
                        .replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }

    private static final String RESOURCE = "sip:professor@example.net";

    @Test
    void followsASubscriptionAsTheGuideShows() throws IOException, PayloadFormatException {
        WatcherTracker tracker = new WatcherTracker();
        WatcherTracker.Update first = tracker.update(decoded("full.xml"));
        assertThat(first.outcome()).isEqualTo(UpdateOutcome.APPLIED);
        assertThat(first.changed().get(RESOURCE)).hasSize(2);
        assertThat(tracker.watchers(RESOURCE, Watcher.Status.PENDING))
                .extracting(Watcher::label)
                .containsExactly("\"Mr. Subscriber\" <sip:userB@example.org>");
        assertThat(tracker.watchers(RESOURCE, Watcher.Status.ACTIVE))
                .extracting(Watcher::label)
                .containsExactly("sip:userA@example.net");
        assertThat(tracker.watchers(RESOURCE, Watcher.Status.TERMINATED)).isEmpty();
        assertThat(tracker.lists()).hasSize(1);
    }

    @Test
    void mergesPartsAndTellsWhatChanged() throws IOException, PayloadFormatException {
        WatcherTracker tracker = new WatcherTracker();
        tracker.update(decoded("full.xml"));
        Watcher gone =
                Watcher.of("8ajksjda7s", "sip:userA@example.net", Watcher.Status.TERMINATED, Watcher.Event.TIMEOUT);
        WatcherTracker.Update second = tracker.update(part(1, gone));
        assertThat(second.changed().get(RESOURCE)).containsExactly(gone);
        assertThat(tracker.watchers(RESOURCE, Watcher.Status.TERMINATED)).containsExactly(gone);
        assertThat(tracker.watchers(RESOURCE, Watcher.Status.PENDING)).hasSize(1);
        assertThat(tracker.update(part(1, gone)).outcome()).isEqualTo(UpdateOutcome.OUTDATED);
        assertThat(tracker.update(part(3, gone)).outcome()).isEqualTo(UpdateOutcome.INCOMPLETE);
        assertThat(tracker.update(part(
                                2, Watcher.of("n", "sip:n@example.net", Watcher.Status.ACTIVE, Watcher.Event.APPROVED)))
                        .changed()
                        .get(RESOURCE))
                .hasSize(1);
        assertThat(tracker.watchers(RESOURCE, Watcher.Status.TERMINATED)).isEmpty();
        assertThat(tracker.update(WatcherInfo.full(9, List.of())).outcome()).isEqualTo(UpdateOutcome.APPLIED);
        assertThat(tracker.lists()).isEmpty();
        tracker.reset();
        assertThat(tracker.update(part(10, gone)).outcome()).isEqualTo(UpdateOutcome.INCOMPLETE);
    }

    private static WatcherInfo part(long version, Watcher watcher) {
        return new WatcherInfo(
                version,
                WatcherInfo.State.PARTIAL,
                List.of(WatcherList.of(RESOURCE, "presence", List.of(watcher))),
                Extensions.NONE);
    }
}
