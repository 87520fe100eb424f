/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.filetransfer.internal;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.stream.filetransfer.FileSelector;

import static org.assertj.core.api.Assertions.assertThat;

/** Offers and answers after the examples of RFC 5547 section 9, long lines unfolded. */
class Rfc5547ExamplesTest {
    private static final String HASH = "sha-1:72:24:5F:E8:65:3D:DA:F3:71:36:2F:86:D4:71:91:3E:E4:A2:CE:2E";

    /** Alice sends a picture. */
    private static final String PUSH_OFFER = description("alice", "alicepc.example.com")
            + """
            m=message 7654 TCP/MSRP *
            i=This is my latest picture
            a=sendonly
            a=accept-types:message/cpim
            a=accept-wrapped-types:*
            a=path:msrp://atlanta.example.com:7654/jshA7we;tcp
            a=file-selector:name:"My cool picture.jpg" type:image/jpeg size:32349 hash:%s
            a=file-transfer-id:vBnG916bdberum2fFEABR1FR3ExZMUrd
            a=file-disposition:attachment
            a=file-date:creation:"Mon, 15 May 2006 15:01:31 +0300"
            a=file-icon:cid:id2@alicepc.example.com
            a=file-range:1-32349
            """
                    .formatted(HASH);

    private static final String PUSH_ANSWER = description("bob", "bobpc.example.com")
            + """
            m=message 8888 TCP/MSRP *
            a=recvonly
            a=accept-types:message/cpim
            a=accept-wrapped-types:*
            a=path:msrp://bobpc.example.com:8888/9di4ea;tcp
            a=file-selector:name:"My cool picture.jpg" type:image/jpeg size:32349 hash:%s
            a=file-transfer-id:vBnG916bdberum2fFEABR1FR3ExZMUrd
            a=file-range:1-32349
            """
                    .formatted(HASH);

    /** Alice fetches a file of which she knows the hash. */
    private static final String PULL_OFFER = description("alice", "alicepc.example.com")
            + """
            m=message 7654 TCP/MSRP *
            a=recvonly
            a=accept-types:message/cpim
            a=accept-wrapped-types:*
            a=path:msrp://atlanta.example.com:7654/jshA7we;tcp
            a=file-selector:hash:%s
            a=file-transfer-id:aCQYuBRVoUPGVsFZkCK98vzcX2FXDIk2
            """
                    .formatted(HASH);

    private static final String PULL_ANSWER = description("bob", "bobpc.example.com")
            + """
            m=message 8888 TCP/MSRP *
            a=sendonly
            a=accept-types:message/cpim
            a=accept-wrapped-types:*
            a=path:msrp://bobpc.example.com:8888/9di4ea;tcp
            a=file-selector:type:image/jpeg hash:%s
            a=file-transfer-id:aCQYuBRVoUPGVsFZkCK98vzcX2FXDIk2
            """
                    .formatted(HASH);

    private static String description(String user, String host) {
        return "v=0\no=" + user + " 2890844526 2890844526 IN IP4 " + host + "\ns=-\nc=IN IP4 " + host + "\nt=0 0\n";
    }

    private static SdpMedia line(String description) {
        byte[] bytes = description.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        SdpSession read = SdpSession.parse(bytes);
        assertThat(new String(read.toBytes(), StandardCharsets.UTF_8)).isEqualTo(description.replace("\n", "\r\n"));
        return read.media().get(0);
    }

    private static TransferLine transfer(String description) {
        return TransferLine.read(line(description)).orElseThrow();
    }

    @Test
    void aPushOfferTellsOfTheFileAndWhoSendsIt() {
        TransferLine offer = transfer(PUSH_OFFER);
        assertThat(offer.sends()).isTrue();
        assertThat(offer.selector())
                .isEqualTo(new FileSelector("My cool picture.jpg", "image/jpeg", 32349L, HASH, null));
        assertThat(offer.id()).isEqualTo("vBnG916bdberum2fFEABR1FR3ExZMUrd");
        assertThat(offer.start()).isEqualTo(1);
        assertThat(offer.asksOffset()).isFalse();
    }

    @Test
    void itsAnswerIsOfTheSameFileTheOtherWay() {
        TransferLine offer = transfer(PUSH_OFFER);
        TransferLine answer = transfer(PUSH_ANSWER);
        assertThat(answer.sends()).isFalse();
        assertThat(answer.selector()).isEqualTo(offer.selector());
        assertThat(answer.id()).isEqualTo(offer.id());
    }

    @Test
    void aPullIsOfWhateverHasTheHash() {
        TransferLine offer = transfer(PULL_OFFER);
        TransferLine answer = transfer(PULL_ANSWER);
        assertThat(offer.sends()).isFalse();
        assertThat(offer.selector()).isEqualTo(new FileSelector(null, null, null, HASH, null));
        assertThat(answer.sends()).isTrue();
        assertThat(offer.selector().selects(answer.selector())).isTrue();
        assertThat(offer.selector().selects(transfer(PUSH_OFFER).selector())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"offer", "answer", "pull offer", "pull answer"})
    void whatWeWriteOfItMeansTheSame(String which) {
        String description = which.startsWith("pull")
                ? which.endsWith("offer") ? PULL_OFFER : PULL_ANSWER
                : which.equals("offer") ? PUSH_OFFER : PUSH_ANSWER;
        TransferLine read = transfer(description);
        SdpMedia original = line(description);
        SdpMedia written = read.write(SdpMedia.of("message", original.port(), "TCP/MSRP", original.formats()));
        assertThat(TransferLine.read(written)).contains(read);
        assertThat(written.attributes().getFirst("file-selector"))
                .isEqualTo(original.attributes().getFirst("file-selector"));
        assertThat(written.direction()).isEqualTo(original.direction());
        assertThat(written.direction()).isNotEqualTo(MediaDirection.SENDRECV);
    }

    @Test
    void aRangeThatBeginsLaterIsTheRestOfAFile() {
        TransferLine rest = transfer(PUSH_OFFER.replace("file-range:1-", "file-range:2049-"));
        assertThat(rest.start()).isEqualTo(2049);
        SdpMedia written = rest.write(SdpMedia.of("message", 9, "TCP/MSRP", java.util.List.of("*")));
        assertThat(TransferLine.read(written)).contains(rest);
    }
}
