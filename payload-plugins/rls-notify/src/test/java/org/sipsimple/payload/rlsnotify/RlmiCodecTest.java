/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsnotify;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payloads.multipart.BodyPart;
import org.sipsimple.payloads.multipart.Multipart;
import org.sipsimple.payloads.xml.Extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RlmiCodecTest extends XmlCodecContract<Rlmi> {

    RlmiCodecTest() {
        super(new RlmiCodec());
    }

    @Override
    protected Rlmi sample() {
        Resource bob = Resource.of("sip:bob@example.com")
                .withNames(List.of(new Name("Bob Smith", "en")))
                .withInstances(List.of(
                        Instance.active("1", "bUZBsM@pres.example.com"),
                        new Instance("2", Instance.State.TERMINATED, "rejected", null, Extensions.NONE)));
        return Rlmi.full("sip:adam-friends@pres.example.com", 1, List.of(bob, Resource.of("sip:dave@example.com")))
                .withNames(List.of(new Name("Buddy List", "en"), new Name("Liste d'amis", "fr")))
                .withCid("nXYxAE@pres.example.com");
    }

    @Override
    protected List<String> documents() {
        return List.of("friends.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        Rlmi list = sample();
        assertSurvives(list, Rlmi.full("sip:l@b", 0, List.of()).withFullState(false));
        assertThat(list.resources().get(0).instances().get(1).reason()).isEqualTo("rejected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<resource/>",
                "<resource uri='sip:a'><instance state='active'/></resource>",
                "<resource uri='sip:a'><instance id='1' state='odd'/></resource>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document = "<list xmlns='urn:ietf:params:xml:ns:rlmi' uri='sip:l' version='1' fullState='1'>@</list>"
                .replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }

    private final ListNotificationCodec notifications = new ListNotificationCodec();

    @Test
    void findsTheStatesOfTheResources() throws PayloadFormatException {
        BodyPart state = BodyPart.of(Payload.of("application/pidf+xml", "<presence/>".getBytes(StandardCharsets.UTF_8)))
                .withContentId("bUZBsM@pres.example.com");
        ListNotification sent = new ListNotification(sample(), List.of(state));
        Payload payload = notifications.encode(sent);
        assertThat(payload.type().parameter("type")).isEqualTo("application/rlmi+xml");
        ListNotification received = notifications.decode(payload);
        assertThat(received).isEqualTo(sent);
        assertThat(received.states(received.list().resources().get(0))).containsExactly(state);
        assertThat(received.states(received.list().resources().get(1))).isEmpty();
    }

    @Test
    void refusesMultipartBodiesWithoutAList() {
        Multipart other = Multipart.mixed(List.of(BodyPart.of(Payload.of("text/plain", new byte[0]))));
        Payload payload = new Payload(other.payload().type(), other.payload().body());
        assertThatThrownBy(() -> notifications.decode(payload))
                .isInstanceOf(PayloadFormatException.class)
                .hasMessageContaining("no list");
    }
}
