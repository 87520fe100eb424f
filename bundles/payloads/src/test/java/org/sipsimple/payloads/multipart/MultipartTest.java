/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.multipart;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadFormatException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MultipartTest {

    @Test
    void takesApartWhatItPutTogether() throws PayloadFormatException {
        BodyPart root = BodyPart.of(payload("application/rlmi+xml", "<list/>")).withContentId("root@example.com");
        BodyPart binary = BodyPart.of(Payload.of("image/png", new byte[] {13, 10, 0, -1, 13, 10}));
        Multipart related = Multipart.related(List.of(root, binary, BodyPart.of(payload("text/plain", ""))));
        Multipart read = Multipart.read(related.payload());
        assertThat(read.parts()).isEqualTo(related.parts());
        assertThat(read.root()).isEqualTo(root);
        assertThat(read.type().parameter("type")).isEqualTo("application/rlmi+xml");
        assertThat(read.part("root@example.com")).hasValue(root);
    }

    @Test
    void findsTheRootByItsName() throws PayloadFormatException {
        Multipart read = read(
                "multipart/related;boundary=b;start=\"<2@x>\"",
                "--b\r\n\r\none\r\n--b\r\nContent-ID: <2@x>\r\n\r\ntwo\r\n--b--");
        assertThat(read.root().payload().text()).isEqualTo("two");
    }

    @Test
    void takesPreambleFoldsBareLineFeedsAndMissingHeaders() throws PayloadFormatException {
        Multipart read = read(
                "multipart/mixed; boundary=\"b b\"",
                "preamble --b b\n--b b  \nContent-Type: text/plain;\n charset=utf-8\n\n--b b not\none\n--b b\n\ntwo\r\n--b b--\nepilogue\n--b b\n");
        assertThat(read.parts()).extracting(part -> part.payload().text()).containsExactly("--b b not\none", "two");
        assertThat(read.parts().get(0).payload().type().parameter("charset")).isEqualTo("utf-8");
        assertThat(read.parts().get(1).payload().type().essence()).isEqualTo("text/plain");
    }

    @Test
    void takesABoundaryThatThePartsDoNotHold() throws PayloadFormatException {
        Multipart mixed = Multipart.mixed(List.of(BodyPart.of(payload("text/plain", "x\r\n--part-boundary-0\r\ny"))));
        assertThat(Multipart.read(mixed.payload()).parts()).isEqualTo(mixed.parts());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--b",
                "--b\r\n\r\nx",
                "--b--",
                "no boundary\r\n",
                "--b\r\nno header\r\n\r\nx\r\n--b--",
                "--b\r\nA: b\r\n c\rd\r\n\r\nx\r\n--b--",
                "x--b\r\n\r\n--b--"
            })
    void refusesWhatIsCutOrBroken(String body) {
        assertThatThrownBy(() -> read("multipart/mixed;boundary=b", body))
                .isInstanceOf(PayloadFormatException.class)
                .hasMessageMatching("multipart/mixed at [0-9]+:[0-9]+: .+");
    }

    @Test
    void refusesATypeWithoutBoundary() {
        assertThatThrownBy(() -> read("multipart/mixed", "--b\r\n\r\n\r\n--b--"))
                .isInstanceOf(PayloadFormatException.class);
        assertThatThrownBy(() -> read("text/plain;boundary=b", "--b\r\n\r\n\r\n--b--"))
                .isInstanceOf(PayloadFormatException.class);
    }

    @Test
    void refusesHeadersWithLineBreaks() {
        assertThatThrownBy(() -> BodyPart.of(payload("text/plain", "x")).with("A", "b\r\nC: d"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Multipart read(String type, String body) throws PayloadFormatException {
        return Multipart.read(payload(type, body));
    }

    private static Payload payload(String type, String body) {
        return Payload.of(type, body.getBytes(StandardCharsets.UTF_8));
    }
}
