/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp.stream;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sipsimple.api.configuration.MsrpTransport;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.msrp.MsrpSetup;
import org.sipsimple.msrp.MsrpSyntaxException;
import org.sipsimple.msrp.MsrpUri;

import static org.assertj.core.api.Assertions.assertThat;

/** Descriptions after those of RFC 4975 sections 4 and 8, without and with the attribute of RFC 6135. */
class RfcDescriptionsTest {
    private static final String OFFER =
            """
            v=0
            o=alice 2890844557 2890844559 IN IP4 alicepc.example.com
            s=-
            c=IN IP4 alicepc.example.com
            t=0 0
            m=message 7777 TCP/MSRP *
            a=accept-types:text/plain
            a=path:msrp://alicepc.example.com:7777/iau39soe2843z;tcp
            """;
    private static final String ANSWER =
            """
            v=0
            o=bob 2890844612 2890844616 IN IP4 bob.example.com
            s=-
            c=IN IP4 bob.example.com
            t=0 0
            m=message 8888 TCP/MSRP *
            a=accept-types:text/plain
            a=path:msrp://bob.example.com:8888/9di4eae923wzd;tcp
            """;
    /** RFC 4975 section 8.6: a session through two relays. */
    private static final String RELAYED =
            """
            v=0
            o=alice 2890844526 2890844527 IN IP4 alice.example.com
            s=-
            c=IN IP4 alice.example.com
            t=0 0
            m=message 7394 TCP/TLS/MSRP *
            a=accept-types:message/cpim text/plain text/html
            a=path:msrps://a.example.org:9000/kjfjan;tcp msrps://alice.example.com:7394/2s93i9ek2a;tcp
            """;

    private static SdpSession read(String text) {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        SdpSession read = SdpSession.parse(bytes);
        assertThat(read.toBytes()).isEqualTo(bytes);
        return read;
    }

    private static MsrpLine line(String text) throws MsrpSyntaxException {
        return MsrpLine.read(read(text), 0);
    }

    @Test
    void descriptionsGiveThePathsOfTheSession() throws MsrpSyntaxException {
        assertThat(line(OFFER).path()).containsExactly(MsrpUri.of("alicepc.example.com", false, 7777, "iau39soe2843z"));
        assertThat(line(ANSWER).path()).containsExactly(MsrpUri.of("bob.example.com", false, 8888, "9di4eae923wzd"));
        assertThat(line(OFFER).setup()).isEmpty();
        assertThat(line(OFFER).fingerprint()).isNull();
        assertThat(MsrpLine.fits(read(OFFER).media().get(0), "message", MsrpTransport.TCP))
                .isTrue();
        assertThat(MsrpLine.fits(read(OFFER).media().get(0), "message", MsrpTransport.TLS))
                .isFalse();
        // without RFC 6135 it is who offered that connects
        assertThat(MsrpSetup.roleOfOfferer(line(OFFER).setup(), line(ANSWER).setup()))
                .contains(MsrpSetup.Role.ACTIVE);
    }

    @Test
    void relaysComeFirstInThePath() throws MsrpSyntaxException {
        assertThat(line(RELAYED).path())
                .extracting(MsrpUri::host)
                .containsExactly("a.example.org", "alice.example.com");
        assertThat(MsrpLine.fits(read(RELAYED).media().get(0), "message", MsrpTransport.TLS))
                .isTrue();
    }

    /** RFC 6135 section 4: who connects, by the attributes of offer and answer. */
    @ParameterizedTest
    @CsvSource({
        "actpass, active, PASSIVE",
        "actpass, passive, ACTIVE",
        "active, passive, ACTIVE",
        "passive, active, PASSIVE"
    })
    void theSetupOfBothSidesDecidesWhoConnects(String offered, String answered, MsrpSetup.Role offerer)
            throws MsrpSyntaxException {
        MsrpLine offer = line(OFFER + "a=setup:" + offered + "\n");
        MsrpLine answer = line(ANSWER + "a=setup:" + answered + "\n");
        assertThat(MsrpSetup.roleOfOfferer(offer.setup(), answer.setup())).contains(offerer);
        assertThat(MsrpSetup.roleOfAnswerer(offer.setup(), answer.setup()))
                .contains(offerer == MsrpSetup.Role.ACTIVE ? MsrpSetup.Role.PASSIVE : MsrpSetup.Role.ACTIVE);
        assertThat(MsrpSetup.answer(offer.setup(), MsrpSetup.PASSIVE).map(MsrpSetup::text))
                .contains(offered.equals("passive") ? "active" : "passive");
    }

    @Test
    void linesAreWrittenAsTheyWereRead() throws MsrpSyntaxException {
        for (String text : List.of(OFFER, ANSWER + "a=setup:passive\n")) {
            MsrpLine read = line(text);
            SdpMedia original = read(text).media().get(0);
            SdpMedia written = read.write("message");
            assertThat(written.port()).isEqualTo(original.port());
            assertThat(written.transport()).isEqualTo(original.transport());
            assertThat(written.formats()).isEqualTo(original.formats());
            for (String attribute : List.of("path", "setup")) {
                assertThat(written.attributes().getFirst(attribute))
                        .isEqualTo(original.attributes().getFirst(attribute));
            }
        }
        assertThat(line(OFFER + "a=setup:whatever\n").setup()).isEqualTo(Optional.empty());
    }
}
