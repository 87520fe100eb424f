/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadrfc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payload.cpim.CpimHeader;
import org.sipsimple.payload.cpim.CpimIdentity;
import org.sipsimple.payload.cpim.CpimMessage;
import org.sipsimple.payload.cpim.CpimSubject;
import org.sipsimple.payload.imdn.Imdn;
import org.sipsimple.payload.messagesummary.MessageSummary;
import org.sipsimple.payload.pidf.Presence;
import org.sipsimple.payload.rlsnotify.ListNotification;
import org.sipsimple.payload.rlsnotify.Resource;
import org.sipsimple.payloads.InstalledCodecs;
import org.sipsimple.payloads.multipart.BodyPart;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents after the examples of the RFCs whose formats are not XML. */
class TextDocumentsTest {
    private static final InstalledCodecs CODECS = InstalledCodecs.installed();
    private static final String LIST = "multipart/related;type=\"application/rlmi+xml\";"
            + "start=\"<nXYxAE@pres.vancouver.example.com>\";boundary=\"50UBfW7LSCVLtggUPe5z\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rfc3842/voice.txt|application/simple-message-summary",
                "rfc3842/none.txt|application/simple-message-summary",
                "rfc3842/with-headers.txt|application/simple-message-summary",
                "rfc3862/example.cpim|message/cpim",
                "rfc3862/escapes.cpim|message/cpim",
                "rfc5438/request.cpim|message/cpim",
                "rfc5438/notification.cpim|message/cpim",
                "rfc4662/list.txt|" + LIST
            })
    void survivesBeingWrittenAndRead(String path, String type) throws IOException, PayloadFormatException {
        Object value = decoded(type, Documents.read(path));
        Payload written = CODECS.encode(value).orElseThrow();
        assertThat(((DecodedPayload.Value) CODECS.decode(written)).value()).isEqualTo(value);
    }

    @Test
    void messageSummaryTellsOfMessagesAndTheirHeaders() throws IOException, PayloadFormatException {
        MessageSummary summary = (MessageSummary)
                decoded("application/simple-message-summary", Documents.read("rfc3842/with-headers.txt"));
        assertThat(summary.waiting()).isTrue();
        assertThat(summary.account()).isEqualTo("sip:alice@vmail.example.com");
        assertThat(summary.line("voice-message"))
                .contains(new MessageSummary.Line("voice-message", 4, 8, new MessageSummary.Urgent(1, 2)));
        assertThat(summary.line("fax-message")).contains(new MessageSummary.Line("fax-message", 0, 1, null));
        assertThat(summary.optionalHeaders())
                .contains(
                        new MessageSummary.OptionalHeader("Subject", "carpool tomorrow?"),
                        new MessageSummary.OptionalHeader("Priority", "urgent"));
    }

    @Test
    void cpimTellsOfPeopleSubjectsAndFeatures() throws IOException, PayloadFormatException {
        CpimMessage message = (CpimMessage) decoded("message/cpim", Documents.read("rfc3862/example.cpim"));
        assertThat(message.from()).isEqualTo(new CpimIdentity("MR SANDERS", "im:piglet@100akerwood.com"));
        assertThat(message.to()).containsExactly(new CpimIdentity("Depressed Donkey", "im:eeyore@100akerwood.com"));
        assertThat(message.dateTime()).isEqualTo(OffsetDateTime.parse("2000-12-13T13:40:00-08:00"));
        assertThat(message.subjects())
                .containsExactly(
                        new CpimSubject(null, "the weather will be fine today"),
                        new CpimSubject("fr", "beau temps prevu pour aujourd'hui"));
        assertThat(message.required()).containsExactly("MyFeatures.VitalMessageOption");
        assertThat(message.headers())
                .extracting(CpimHeader::value)
                .contains("Confirmation-requested", "Use-silly-font");
        assertThat(message.content().contentId()).contains("1234567890@foo.com");
        assertThat(new String(message.content().payload().body(), StandardCharsets.UTF_8))
                .contains("Here is the text of my message.");
    }

    @Test
    void cpimEscapesAreUndone() throws IOException, PayloadFormatException {
        CpimMessage message = (CpimMessage) decoded("message/cpim", Documents.read("rfc3862/escapes.cpim"));
        assertThat(message.to().get(0).name()).isEqualTo("Winnie \"the\" Pooh");
        assertThat(message.subjects().get(0).text()).isEqualTo("\u00e9t\u00e9");
    }

    @Test
    void notificationInsideCpimIsOfTheMessageAskedFor() throws IOException, PayloadFormatException, SAXException {
        CpimMessage asked = (CpimMessage) decoded("message/cpim", Documents.read("rfc5438/request.cpim"));
        CpimMessage answer = (CpimMessage) decoded("message/cpim", Documents.read("rfc5438/notification.cpim"));
        byte[] body = answer.content().payload().body();
        Documents.validate(body);
        Imdn imdn = (Imdn) decoded("message/imdn+xml", body);
        assertThat(asked.headers()).extracting(CpimHeader::value).contains(imdn.messageId());
        Documents.validate(CODECS.encode(imdn).orElseThrow().body());
    }

    @Test
    void listNotificationHoldsTheStatesItsInstancesName() throws IOException, PayloadFormatException, SAXException {
        ListNotification list = (ListNotification) decoded(LIST, Documents.read("rfc4662/list.txt"));
        assertThat(list.list().fullState()).isTrue();
        assertThat(list.list().resources()).hasSize(4);
        for (Resource resource : list.list().resources().subList(0, 2)) {
            BodyPart state = list.states(resource).get(0);
            Documents.validate(state.payload().body());
            Presence presence =
                    (Presence) decoded("application/pidf+xml", state.payload().body());
            assertThat(presence.entity()).isEqualTo(resource.uri());
        }
        Documents.validate(CODECS.encode(list.list()).orElseThrow().body());
    }

    private static Object decoded(String type, byte[] body) throws PayloadFormatException {
        return ((DecodedPayload.Value) CODECS.decode(Payload.of(type, body))).value();
    }
}
