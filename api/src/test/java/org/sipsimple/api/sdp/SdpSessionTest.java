/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sdp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.sip.SipSyntaxException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SdpSessionTest {

    private static final String FULL = String.join(
            "\r\n",
            "v=0",
            "o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1",
            "s=Call to John Smith",
            "i=SDP Offer #1",
            "u=http://www.example.com/home.html",
            "e=Jane Doe <jane@jdoe.example.com>",
            "p=+1 617 555-6011",
            "c=IN IP4 198.51.100.1",
            "b=AS:512",
            "b=X-YZ:128",
            "t=3034423619 3042462419",
            "r=7d 1h 0 25h",
            "t=0 0",
            "z=2882844526 -1h 2898848070 0",
            "k=prompt",
            "a=recvonly",
            "a=ice-options:trickle",
            "m=audio 49170/2 RTP/AVP 0 96 101",
            "i=main",
            "c=IN IP6 2001:db8::2",
            "c=IN IP6 2001:db8::3",
            "b=TIAS:64000",
            "k=clear:x",
            "a=rtpmap:96 opus/48000/2",
            "a=fmtp:96 useinbandfec=1;stereo=0",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-16",
            "a=sendrecv",
            "m=message 2855 TCP/TLS/MSRP *",
            "a=path:msrps://198.51.100.1:2855/abc;tcp",
            "a=accept-types:message/cpim text/*",
            "a=empty:",
            "m=video 0 RTP/AVP 31",
            "");

    private static final String MINIMAL = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns= \r\nt=0 0\r\n";

    @Test
    void readsEveryLine() {
        SdpSession session = SdpSession.parse(FULL);

        assertThat(session.user()).isEqualTo("jdoe");
        assertThat(session.id()).isEqualTo(3724394400L);
        assertThat(session.version()).isEqualTo(3724394405L);
        assertThat(session.netType()).isEqualTo("IN");
        assertThat(session.addressType()).isEqualTo("IP4");
        assertThat(session.address()).isEqualTo("198.51.100.1");
        assertThat(session.name()).isEqualTo("Call to John Smith");
        assertThat(session.info()).isEqualTo("SDP Offer #1");
        assertThat(session.connection()).isEqualTo(SdpConnection.of("198.51.100.1"));
        assertThat(session.startTime()).isEqualTo(3034423619L);
        assertThat(session.stopTime()).isEqualTo(3042462419L);
        assertThat(session.bandwidth()).containsExactly(new SdpBandwidth("AS", 512), new SdpBandwidth("X-YZ", 128));
        assertThat(session.attributes()).hasSize(2);
        assertThat(session.otherLines()).extracting(SdpLine::type).containsExactly('u', 'e', 'p', 'r', 't', 'z', 'k');
        assertThat(session.media()).hasSize(3);
        SdpMedia audio = session.media().get(0);
        assertThat(audio.media()).isEqualTo("audio");
        assertThat(audio.port()).isEqualTo(49170);
        assertThat(audio.portCount()).isEqualTo(2);
        assertThat(audio.transport()).isEqualTo("RTP/AVP");
        assertThat(audio.formats()).containsExactly("0", "96", "101");
        assertThat(audio.info()).isEqualTo("main");
        assertThat(audio.connection()).isEqualTo(SdpConnection.of("2001:db8::2"));
        assertThat(audio.bandwidth()).containsExactly(new SdpBandwidth("TIAS", 64000));
        assertThat(audio.otherLines())
                .containsExactly(new SdpLine('c', "IN IP6 2001:db8::3"), new SdpLine('k', "clear:x"));
        assertThat(session.media().get(1).attributes().getFirst("accept-types")).contains("message/cpim text/*");
        assertThat(session.media().get(2).isRefused()).isTrue();
    }

    @Test
    void writesTheSameBytes() {
        assertThat(SdpSession.parse(FULL.getBytes(UTF_8)).toBytes()).isEqualTo(FULL.getBytes(UTF_8));
        assertThat(SdpSession.parse(MINIMAL)).hasToString(MINIMAL);
        SdpSession session = SdpSession.parse(FULL);
        assertThat(SdpSession.parse(session.toString())).isEqualTo(session);
    }

    @Test
    void keepsNumbersOf64Bits() {
        String text = MINIMAL.replace("- 1 1", "- 18446744073709551615 9223372036854775808");

        assertThat(SdpSession.parse(text)).hasToString(text);
        assertThatThrownBy(() -> SdpSession.parse(MINIMAL.replace("- 1", "- 18446744073709551616")))
                .isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void toleratesBareLineFeedsAndAMissingEnd() {
        assertThat(SdpSession.parse(FULL.replace("\r\n", "\n").stripTrailing())).hasToString(FULL);
    }

    @Test
    void toleratesMissingNameAndTime() {
        assertThat(SdpSession.parse("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n")).hasToString(MINIMAL);
    }

    @Test
    void toleratesAnEmptyNameAndEmptyInformation() {
        assertThat(SdpSession.parse(MINIMAL.replace("s= ", "s=\r\ni="))).hasToString(MINIMAL);
    }

    @Test
    void toleratesAnotherOrderOfLines() {
        SdpSession session = SdpSession.parse(
                "v=0\r\nt=0 0\r\na=x\r\nc=IN IP4 127.0.0.1\r\ns=-\r\no=- 1 1 IN IP4 127.0.0.1\r\nm=audio 9 RTP/AVP 0\r\na=y\r\nb=AS:1\r\nc=IN IP4 127.0.0.2\r\n");

        assertThat(session)
                .hasToString(
                        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\na=x\r\nm=audio 9 RTP/AVP 0\r\nc=IN IP4 127.0.0.2\r\nb=AS:1\r\na=y\r\n");
    }

    @Test
    void whatCameOutOfOrderEqualsItselfWhenItIsReadAgain() {
        List<String> lines = new ArrayList<>(List.of(FULL.split("\r\n")));
        lines.add(1, "y=odd");
        lines.add("x=odd");
        lines.add("o=in a medium");
        int session = lines.indexOf("m=audio 49170/2 RTP/AVP 0 96 101");
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<String> shuffled = new ArrayList<>(lines);
            Collections.shuffle(shuffled.subList(1, session), random);
            Collections.shuffle(shuffled.subList(session + 1, session + 11), random);
            Collections.shuffle(shuffled.subList(session + 16, shuffled.size()), random);
            SdpSession read = SdpSession.parse(String.join("\r\n", shuffled));
            assertThat(SdpSession.parse(read.toBytes())).isEqualTo(read);
            assertThat(read.toString().split("\r\n"))
                    .as("nothing is lost")
                    .containsExactlyInAnyOrder(shuffled.toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'v', 'o', 's', 'm'})
    void refusesToKeepALineThatWouldBeReadAsAnother(char type) {
        SdpSession session = SdpSession.parse(MINIMAL);
        assertThatThrownBy(() -> new SdpSession(
                        session.user(),
                        session.id(),
                        session.version(),
                        session.netType(),
                        session.addressType(),
                        session.address(),
                        session.name(),
                        null,
                        null,
                        0,
                        0,
                        List.of(),
                        session.attributes(),
                        List.of(),
                        List.of(new SdpLine(type, "audio 9 RTP/AVP 0"))))
                .isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void toleratesEmptyLinesAndSeveralBlanks() {
        assertThat(SdpSession.parse("v=0\r\n\r\no=-  1 1 IN \tIP4  127.0.0.1 \r\ns= \r\nt=0   0\r\n\r\n\r\n"))
                .hasToString(MINIMAL);
    }

    @Test
    void keepsLinesNobodyKnows() {
        SdpSession session =
                SdpSession.parse(MINIMAL + "x=odd\r\na=two words\r\nb=AS:much\r\nm=audio 9 RTP/AVP 0\r\ny=odd\r\n");

        assertThat(session.otherLines())
                .containsExactly(new SdpLine('x', "odd"), new SdpLine('a', "two words"), new SdpLine('b', "AS:much"));
        assertThat(session.toString()).contains("x=odd\r\n", "a=two words\r\n", "b=AS:much\r\n", "y=odd\r\n");
        assertThat(session.media().get(0).otherLines()).containsExactly(new SdpLine('y', "odd"));
    }

    @Test
    void toleratesARefusedMediumWithoutFormats() {
        SdpSession session = SdpSession.parse(MINIMAL + "m=video 0 RTP/AVP\r\n");

        assertThat(session.media().get(0).formats()).isEmpty();
        assertThat(session.toString()).endsWith("m=video 0 RTP/AVP\r\n");
    }

    @Test
    void toleratesHighPayloadNumbersOfPeers() {
        assertThat(SdpSession.parse(MINIMAL + "m=application 9 DTLS/SCTP 5000\r\na=rtpmap:99999 X/8000\r\n")
                        .media())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "x",
                "v=0",
                "v=1\r\no=- 1 1 IN IP4 127.0.0.1",
                "o=- 1 1 IN IP4 127.0.0.1\r\nv=0",
                "v=0\r\nv=0\r\no=- 1 1 IN IP4 127.0.0.1",
                "v=0\r\no=- 1 1 IN IP4",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1 more",
                "v=0\r\no=- x 1 IN IP4 127.0.0.1",
                "v=0\r\no=- -1 1 IN IP4 127.0.0.1",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\no=- 1 1 IN IP4 127.0.0.1",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=a\r\ns=b",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ni=a\r\ni=b",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nc=IN IP4",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nc=IN IP4 a\r\nc=IN IP4 b",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nt=0",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nt=a b",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nm=audio 9",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nm=audio x RTP/AVP 0",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nm=audio 65536 RTP/AVP 0",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nm=audio 9/0 RTP/AVP 0",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nm=audio 9/ RTP/AVP 0",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\nnonsense",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\na =x",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n1=x",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\na=x:\u0000",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\na=x:\ry",
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ni=\u0000"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> SdpSession.parse(text)).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void errorsNameTheLineButNoKey() {
        assertThatThrownBy(() -> SdpSession.parse(MINIMAL + "m=audio x RTP/AVP 0\r\n"))
                .hasMessageContaining("line 5")
                .hasMessageContaining("port");
        assertThatThrownBy(() -> SdpSession.parse(MINIMAL + "a=crypto:1 AES_CM_128 inline:secret\u0000\r\n"))
                .isInstanceOf(SipSyntaxException.class)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void newDescriptionsAreValid() {
        SdpSession session = SdpSession.of("2001:db8::1", 7, 8);

        assertThat(session).hasToString("v=0\r\no=- 7 8 IN IP6 2001:db8::1\r\ns= \r\nt=0 0\r\n");
        assertThat(SdpSession.of("127.0.0.1").id()).isPositive();
        assertThat(SdpSession.of("127.0.0.1").addressType()).isEqualTo("IP4");
    }

    @Test
    void withersChangeOneThing() {
        SdpMedia audio = SdpMedia.of("audio", 4000, "RTP/AVP", List.of("0"));
        SdpMedia message = SdpMedia.of("message", 2855, "TCP/MSRP", List.of("*"));
        SdpSession session = SdpSession.of("127.0.0.1", 1, 1)
                .withName("x")
                .withConnection(SdpConnection.of("127.0.0.1"))
                .withAttributes(SdpAttributes.of(new SdpAttribute("tool", "t")))
                .withMedia(0, audio)
                .withMedia(1, message)
                .withMedia(0, audio.withPort(0))
                .withVersionIncremented()
                .withAddress("::1");

        assertThat(session)
                .hasToString("v=0\r\no=- 1 2 IN IP6 ::1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\na=tool:t\r\n"
                        + "m=audio 0 RTP/AVP 0\r\nm=message 2855 TCP/MSRP *\r\n");
        assertThat(session.withMedia(List.of()).media()).isEmpty();
        assertThat(session.withVersion(9).version()).isEqualTo(9);
        assertThat(session.withConnection(null).connection()).isNull();
        assertThatThrownBy(() -> session.withMedia(3, audio)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void directionAndConnectionFallBackToTheSession() {
        SdpSession session = SdpSession.parse(FULL);

        assertThat(session.direction(0)).isEqualTo(MediaDirection.SENDRECV);
        assertThat(session.direction(1)).isEqualTo(MediaDirection.RECVONLY);
        assertThat(session.connection(0)).isEqualTo(SdpConnection.of("2001:db8::2"));
        assertThat(session.connection(1)).isEqualTo(SdpConnection.of("198.51.100.1"));
        assertThatThrownBy(() -> session.direction(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ice-ufrag:x", "ice-pwd:x", "candidate:1 1 UDP 1 127.0.0.1 9 typ host"})
    void tellsAnIceProposal(String attribute) {
        assertThat(SdpSession.parse(MINIMAL + "a=" + attribute).hasIceProposal())
                .isTrue();
        assertThat(SdpSession.parse(MINIMAL + "m=audio 9 RTP/AVP 0\r\na=" + attribute)
                        .hasIceProposal())
                .isTrue();
        assertThat(SdpSession.parse(FULL).hasIceProposal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 9 RTP/AVP 0\r\na=rtpmap:99999 X/8000",
                "m=audio 9 RTP/AVP 0\r\na=rtpmap:128 X/8000",
                "m=audio 9 RTP/AVP 0\r\na=rtpmap:-1 X/8000",
                "m=audio 9 RTP/AVP 0\r\na=rtpmap: 1 X/8000",
                "m=audio 9 RTP/AVP 0\r\na=rtpmap:1x X/8000",
                "m=audio 9 RTP/AVP 0\r\na=rtpmap:4294967297 X/8000",
                "m=audio 9 RTP/AVP 0\r\na=rtpmap",
                "m=audio 9 RTP/AVP 128",
                "m=audio 9 RTP/AVP 0 1x",
                "m=application 9 DTLS/SCTP 5000",
                "a=rtpmap:200 X/8000"
            })
    void refusesUnsafePayloadsOfOurOwn(String lines) {
        SdpSession session = SdpSession.parse(MINIMAL + lines + "\r\n");

        assertThatThrownBy(session::requireSafePayloads)
                .isInstanceOf(SipSyntaxException.class)
                .hasMessageContaining("payload type");
    }

    @Test
    void letsSafePayloadsPass() {
        SdpSession session = SdpSession.parse(FULL);
        assertThat(session.requireSafePayloads()).isSameAs(session);
        SdpSession highest = SdpSession.parse(MINIMAL + "m=audio 9 RTP/AVP 127\r\na=rtpmap:127 X/8000\r\n");
        assertThat(highest.requireSafePayloads()).isSameAs(highest);
    }
}
