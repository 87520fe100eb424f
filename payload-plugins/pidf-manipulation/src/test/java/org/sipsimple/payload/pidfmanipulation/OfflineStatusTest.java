/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.pidfmanipulation;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payload.pidf.PidfCodec;
import org.sipsimple.payload.pidf.Presence;
import org.sipsimple.payload.presdm.DataModel;
import org.sipsimple.payload.presdm.Person;
import org.sipsimple.payload.rpid.Rpid;
import org.sipsimple.payloads.xml.ExtensionReaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OfflineStatusTest extends XmlCodecContract<Presence> {

    OfflineStatusTest() {
        super(new PidfCodec(ExtensionReaders.of(List.of(new DataModel(), new Rpid()))));
    }

    @Override
    protected Presence sample() {
        return new OfflineStatus("away", "Back on Monday").toPresence("sip:alice@example.com");
    }

    @Override
    protected List<String> documents() {
        return List.of("offline.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        assertSurvives(sample());
        for (OfflineStatus status : List.of(
                new OfflineStatus("away", "x"),
                new OfflineStatus(null, "x"),
                new OfflineStatus("on-the-phone", null),
                new OfflineStatus(null, null))) {
            Presence read = codec.decode(codec.encode(status.toPresence("sip:alice@example.com")));
            assertThat(OfflineStatus.of(read)).hasValue(status);
            assertThat(read.extensions().all(Person.class)).hasSize(1);
        }
    }

    @Test
    void readsDocumentsOfOthers() throws IOException, PayloadFormatException {
        assertThat(OfflineStatus.of(decoded("offline.xml"))).hasValue(new OfflineStatus("vacation", "gone fishing"));
        assertThat(OfflineStatus.of(Presence.of("sip:a@b"))).isEmpty();
    }

    @Test
    void refusesWhatIsNoNameOfAnActivity() {
        assertThatThrownBy(() -> new OfflineStatus("a b", null)).hasMessage("not the name of an activity: a b");
    }
}
