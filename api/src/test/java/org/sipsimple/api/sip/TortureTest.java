/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages with the traits of RFC 4475, each with the parts of it that must be refused. */
class TortureTest {

    private static final Map<String, Consumer<SipMessage>> PARTS = parts();

    private static Map<String, Consumer<SipMessage>> parts() {
        Map<String, Consumer<SipMessage>> parts = new LinkedHashMap<>();
        parts.put("call-id", message -> message.headers().callId());
        parts.put("contact", message -> message.headers().contacts());
        parts.put("content-type", message -> message.headers().contentType());
        parts.put("cseq", message -> message.headers().cseq());
        parts.put("expires", message -> message.headers().expires());
        parts.put("from", message -> message.headers().from());
        parts.put("max-forwards", message -> message.headers().maxForwards());
        parts.put("record-route", message -> message.headers().recordRoutes());
        parts.put("retry-after", message -> message.headers().retryAfter());
        parts.put("route", message -> message.headers().routes());
        parts.put("to", message -> message.headers().to());
        parts.put("uri", message -> {
            if (message.isRequest()) {
                message.requestUri();
            }
        });
        parts.put("via", message -> message.headers().vias());
        parts.put("warning", message -> message.headers().warnings());
        return parts;
    }

    static byte[] read(String name) throws IOException {
        try (InputStream in = TortureTest.class.getResourceAsStream("torture/" + name + ".dat")) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "wsinv, ''",
        "intmeth, ''",
        "esc01, ''",
        "escnull, ''",
        "esc02, ''",
        "lwsdisp, ''",
        "longreq, ''",
        "dblreq, ''",
        "semiuri, ''",
        "transports, ''",
        "mpart01, ''",
        "unreason, ''",
        "noreason, ''",
        "badinv01, contact via",
        "clerr, message",
        "ncl, message",
        "scalar02, cseq expires max-forwards",
        "scalarlg, cseq retry-after warning",
        "quotbal, to",
        "ltgtruri, uri",
        "lwsruri, message",
        "lwsstart, message",
        "trws, message",
        "escruri, ''",
        "baddate, ''",
        "regbadct, contact",
        "badaspec, from to",
        "baddn, ''",
        "badvers, message",
        "mismatch01, ''",
        "mismatch02, ''",
        "bigcode, message",
        "badbranch, ''",
        "insuf, ''",
        "unkscm, uri",
        "novelsc, uri",
        "unksm2, from to",
        "bext01, ''",
        "invut, ''",
        "regaut01, ''",
        "multi01, call-id cseq from max-forwards to",
        "mcl01, message",
        "bcast, ''",
        "zeromf, ''",
        "cparam01, ''",
        "cparam02, ''",
        "regescrt, ''",
        "sdp01, ''",
        "inv2543, ''"
    })
    void refusesExactly(String name, String refused) throws IOException {
        Set<String> failed = new TreeSet<>();
        try {
            SipMessage message = SipMessage.parse(read(name));
            PARTS.forEach((part, reader) -> {
                try {
                    reader.accept(message);
                } catch (SipSyntaxException e) {
                    failed.add(part);
                }
            });
        } catch (SipSyntaxException e) {
            failed.add("message");
        }

        assertThat(String.join(" ", failed)).isEqualTo(refused);
    }

    @Test
    void oddWhiteSpaceChangesNothing() throws IOException {
        SipHeaders headers = SipMessage.parse(read("wsinv")).headers();

        assertThat(headers.to().orElseThrow().tag()).contains("1918181833n");
        assertThat(headers.from().orElseThrow().displayName()).contains("J Rosen \\\"");
        assertThat(headers.from().orElseThrow().tag()).contains("98asjd8");
        assertThat(headers.cseq()).contains(new CSeqHeader(9, "INVITE"));
        assertThat(headers.maxForwards()).hasValue(68);
        assertThat(headers.vias())
                .extracting(ViaHeader::branch)
                .extracting(java.util.Optional::get)
                .containsExactly("390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239");
        assertThat(headers.contacts().get(0).displayName()).contains("Quoted string \"\"");
        assertThat(headers.contacts().get(0).q()).hasValue(0.33);
        assertThat(headers.subject()).contains("");
    }

    @Test
    void escapesStayDataOfTheirPart() throws IOException {
        assertThat(SipMessage.parse(read("semiuri")).requestUri().user()).isEqualTo("user;par=u@example.net");
        assertThat(SipMessage.parse(read("esc02")).method()).isEqualTo("RE%47IST%45R");
        assertThat(SipMessage.parse(read("escnull")).headers().contacts())
                .extracting(contact -> contact.uri().user())
                .allSatisfy(user -> assertThat(user).contains("\u0000"));
    }

    @Test
    void contentLengthCountsBytesAndEndsTheMessage() throws IOException {
        SipMessage first = SipMessage.parse(read("dblreq"));
        assertThat(first.method()).isEqualTo("REGISTER");
        assertThat(first.body()).isEmpty();
        SipMessage binary = SipMessage.parse(read("mpart01"));
        assertThat(binary.headers().contentLength()).hasValue(binary.body().length);
        assertThat(binary.contentType().orElseThrow().parameter("boundary")).isPresent();
    }

    @Test
    void reasonPhraseMayBeUtf8OrEmpty() throws IOException {
        SipMessage utf8 = SipMessage.parse(read("unreason"));
        assertThat(new String(utf8.raw(), StandardCharsets.UTF_8)).contains(utf8.reason());
        assertThat(utf8.reason().chars()).anyMatch(c -> c > 127);
        assertThat(SipMessage.parse(read("noreason")).reason()).isEmpty();
    }

    @Test
    void unknownTransportsAreKept() throws IOException {
        assertThat(SipMessage.parse(read("transports")).headers().vias())
                .extracting(ViaHeader::transport)
                .contains("UDP", "SCTP", "TLS", "UNKNOWN", "TCP");
    }

    @Test
    void parametersOfContactAndItsUriAreToldApart() throws IOException {
        ContactHeader outside =
                SipMessage.parse(read("cparam01")).headers().contacts().get(0);
        ContactHeader inside =
                SipMessage.parse(read("cparam02")).headers().contacts().get(0);

        assertThat(outside.parameters()).isNotEmpty();
        assertThat(outside.uri().parameters()).isEmpty();
        assertThat(inside.uri().parameters()).isNotEmpty();
    }
}
