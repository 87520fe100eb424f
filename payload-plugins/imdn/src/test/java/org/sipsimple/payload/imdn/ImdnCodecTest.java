/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.imdn;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payload.cpim.CpimCodec;
import org.sipsimple.payload.cpim.CpimIdentity;
import org.sipsimple.payload.cpim.CpimMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImdnCodecTest extends XmlCodecContract<Imdn> {

    ImdnCodecTest() {
        super(new ImdnCodec());
    }

    @Override
    protected Imdn sample() {
        return Imdn.of(
                        "34jk324j",
                        OffsetDateTime.parse("2008-04-04T12:16:49-05:00"),
                        Imdn.Disposition.DELIVERY,
                        Imdn.Status.DELIVERED)
                .withRecipientUri("im:bob@example.com")
                .withOriginalRecipientUri("im:bob@example.com")
                .withSubject("hello");
    }

    @Override
    protected List<String> documents() {
        return List.of("delivered.xml", "displayed.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        assertSurvives(sample());
        for (Imdn.Disposition disposition : Imdn.Disposition.values()) {
            for (Imdn.Status status : Imdn.Status.values()) {
                if (disposition.allows(status)) {
                    assertSurvives(Imdn.of("1", OffsetDateTime.parse("2026-11-20T10:00:00Z"), disposition, status));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message-id>1</message-id><datetime>2008-04-04T12:16:49Z</datetime>",
                "<message-id>1</message-id><delivery-notification><status><delivered/></status></delivery-notification>",
                "<message-id>1</message-id><datetime>2008-04-04T12:16:49Z</datetime><display-notification><status><delivered/></status></display-notification>",
                "<message-id>1</message-id><datetime>2008-04-04T12:16:49Z</datetime><delivery-notification><status><odd/></status></delivery-notification>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document = "<imdn xmlns='urn:ietf:params:xml:ns:imdn'>@</imdn>".replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }

    @Test
    void asksForNotificationsInCpim() throws PayloadFormatException {
        CpimMessage message = CpimMessage.of(
                CpimIdentity.of("sip:a@b"),
                CpimIdentity.of("sip:c@d"),
                Payload.of("text/plain", "hi".getBytes(StandardCharsets.UTF_8)));
        CpimMessage asking = ImdnHeaders.ask(
                message, "34jk324j", EnumSet.of(ImdnHeaders.Request.DISPLAY, ImdnHeaders.Request.POSITIVE_DELIVERY));
        CpimCodec cpim = new CpimCodec();
        assertThat(cpim.encode(asking).text())
                .contains("imdn.Message-ID: 34jk324j\r\nimdn.Disposition-Notification: positive-delivery, display\r\n");
        CpimMessage received = cpim.decode(cpim.encode(asking));
        assertThat(ImdnHeaders.messageId(received)).hasValue("34jk324j");
        assertThat(ImdnHeaders.requests(received))
                .containsExactlyInAnyOrder(ImdnHeaders.Request.DISPLAY, ImdnHeaders.Request.POSITIVE_DELIVERY);
        assertThat(ImdnHeaders.requests(ImdnHeaders.ask(message, "1", EnumSet.noneOf(ImdnHeaders.Request.class))))
                .isEmpty();
    }
}
