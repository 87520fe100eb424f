/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.testing.ManualScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MsrpValuesTest {
    private static final String URI = "msrps://alice@example.com:2855/s1;tcp;a=b;c";

    @Test
    void urisHaveTheirParts() throws MsrpSyntaxException {
        MsrpUri uri = MsrpUri.parse(URI);
        assertThat(uri.host()).isEqualTo("example.com");
        assertThat(uri.useTls()).isTrue();
        assertThat(uri.user()).isEqualTo("alice");
        assertThat(uri.port()).isEqualTo(2855);
        assertThat(uri.sessionId()).isEqualTo("s1");
        assertThat(uri.parameters()).isEqualTo(Map.of("a", "b", "c", ""));
        assertThat(uri).hasToString(URI);
        assertThat(MsrpUri.parse("msrp://[::1]:9/x;tcp").host()).isEqualTo("::1");
        assertThat(MsrpUri.parse("msrp://[::1]:9/x;tcp")).hasToString("msrp://[::1]:9/x;tcp");
        assertThat(MsrpUri.parsePath("msrp://a;tcp msrp://b:1/c;tcp")).hasSize(2);
        assertThat(MsrpUri.parse("msrp://a;tcp").portOrDefault()).isEqualTo(2855);
    }

    @Test
    void newUrisHaveNoZone() throws IOException {
        byte[] octets = InetAddress.getByName("fe80::1").getAddress();
        try (MsrpStack stack = new MsrpStack(new ManualScheduler())) {
            assertThat(stack.newUri(Inet6Address.getByAddress(null, octets, 1), false, 2855)
                            .host())
                    .isEqualTo("fe80:0:0:0:0:0:0:1");
            assertThat(stack.newUri(InetAddress.getByName("127.0.0.1"), true, 0).host())
                    .isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aServerListensAtAnAddressWithAZoneThoughItsUriHasNone() throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("::1"));
        byte[] octets = InetAddress.getByName("::1").getAddress();
        MsrpOptions options = MsrpOptions.defaults(Inet6Address.getByAddress(null, octets, loopback));
        try (MsrpStack stack = new MsrpStack(new ManualScheduler());
                MsrpServer server = new MsrpServer(stack, options)) {
            MsrpUri uri = server.prepare(null);
            assertThat(uri.toString()).startsWith("msrp://[0:0:0:0:0:0:0:1]:" + uri.port() + "/");
            try (Socket client = new Socket(InetAddress.getByName("::1"), uri.port())) {
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "msrp://host:1/s;tcp, msrp://HOST:1/s;TCP;x=y, true",
        "msrp://u@host:1/s;tcp, msrp://host:1/s;tcp, true",
        "msrp://host:1/s;tcp, msrp://host:1/S;tcp, false",
        "msrp://host:1/s;tcp, msrp://host/s;tcp, false",
        "msrp://host:1/s;tcp, msrps://host:1/s;tcp, false",
        "msrp://host:1/s;tcp, msrp://host:2/s;tcp, false"
    })
    void urisAreComparedByTheRulesOfTheRfc(String one, String other, boolean same) throws MsrpSyntaxException {
        assertThat(MsrpUri.parse(one).matches(MsrpUri.parse(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://a;tcp",
                "msrp://a",
                "msrp://;tcp",
                "msrp://a:0x1;tcp",
                "msrp://a:99999;tcp",
                "msrp://a;",
                "msrp://[::1;tcp",
                "msrp://a:1/s\u0001;tcp",
                "msrp://a:1/\"<>;tcp"
            })
    void refusesWhatIsNoUri(String text) {
        assertThatThrownBy(() -> MsrpUri.parse(text)).isInstanceOf(MsrpSyntaxException.class);
    }

    private static <T extends MsrpHeader> T header(Class<T> kind, String name, String value)
            throws MsrpSyntaxException {
        MsrpHeader parsed = MsrpHeader.parse(name, value);
        assertThat(parsed.name()).isEqualTo(name);
        assertThat(parsed.encoded()).isEqualTo(value);
        return parsed.as(kind).orElseThrow();
    }

    @Test
    void headersAreDecodedAndEncoded() throws MsrpSyntaxException {
        MsrpUri uri = MsrpUri.parse(URI);
        assertThat(header(MsrpHeader.ToPath.class, "To-Path", URI + " " + URI).path())
                .containsExactly(uri, uri);
        assertThat(header(MsrpHeader.FromPath.class, "From-Path", URI).path()).containsExactly(uri);
        assertThat(header(MsrpHeader.UsePath.class, "Use-Path", URI).path()).containsExactly(uri);
        assertThat(header(MsrpHeader.MessageId.class, "Message-ID", "m1").id()).isEqualTo("m1");
        assertThat(header(MsrpHeader.SuccessReport.class, "Success-Report", "yes")
                        .wanted())
                .isTrue();
        assertThat(header(MsrpHeader.FailureReports.class, "Failure-Report", "partial")
                        .wanted())
                .isEqualTo(FailureReport.PARTIAL);
        MsrpHeader.Range range = header(MsrpHeader.Range.class, "Byte-Range", "1-*/25");
        assertThat(range.start()).isEqualTo(1);
        assertThat(range.end()).isEqualTo(ByteRange.UNKNOWN);
        assertThat(range.length()).isEqualTo(25);
        MsrpHeader.Status status = header(MsrpHeader.Status.class, "Status", "000 413 Too large");
        assertThat(status.code()).isEqualTo(413);
        assertThat(status.comment()).isEqualTo("Too large");
        assertThat(header(MsrpHeader.Expires.class, "Expires", "600").seconds()).isEqualTo(600);
        assertThat(header(MsrpHeader.MinExpires.class, "Min-Expires", "60").seconds())
                .isEqualTo(60);
        assertThat(header(MsrpHeader.MaxExpires.class, "Max-Expires", "3600").seconds())
                .isEqualTo(3600);
        assertThat(header(MsrpHeader.ContentType.class, "Content-Type", "text/plain;charset=utf-8")
                        .type())
                .isEqualTo("text/plain;charset=utf-8");
        assertThat(header(MsrpHeader.ContentId.class, "Content-ID", "<1@x>").id())
                .isEqualTo("<1@x>");
        assertThat(header(MsrpHeader.ContentDescription.class, "Content-Description", "a b")
                        .text())
                .isEqualTo("a b");
        MsrpHeader.ContentDisposition disposition = header(
                MsrpHeader.ContentDisposition.class, "Content-Disposition", "attachment; filename=\"a \\\"b; c\\\"\"");
        assertThat(disposition.disposition()).isEqualTo("attachment");
        assertThat(disposition.parameters()).isEqualTo(Map.of("filename", "a \"b; c\""));
        assertThat(header(MsrpHeader.Other.class, "X-Other", "y").encoded()).isEqualTo("y");
    }

    @Test
    void digestHeadersKeepTheirParameters() throws MsrpSyntaxException {
        assertThat(header(
                                MsrpHeader.WwwAuthenticate.class,
                                "WWW-Authenticate",
                                "Digest realm=\"a, b\", nonce=\"n=\", qop=\"auth,auth-int\"")
                        .parameters())
                .isEqualTo(Map.of("realm", "a, b", "nonce", "n=", "qop", "auth,auth-int"));
        assertThat(header(
                                MsrpHeader.Authorization.class,
                                "Authorization",
                                "Digest username=\"alice\", nonce=\"n\", nc=00000001, response=\"r\", qop=auth")
                        .parameters())
                .containsEntry("nc", "00000001");
        assertThat(header(MsrpHeader.AuthenticationInfo.class, "Authentication-Info", "rspauth=\"00\", nc=00000001")
                        .parameters())
                .containsEntry("rspauth", "00");
    }

    @ParameterizedTest
    @CsvSource({
        "Status, 200 OK",
        "Status, 000 20",
        "Byte-Range, 1-2",
        "Byte-Range, a-2/3",
        "Expires, -1",
        "Expires, 99999999999",
        "Success-Report, perhaps",
        "Failure-Report, perhaps",
        "WWW-Authenticate, Basic x",
        "Authorization, Digest realm=\"open",
        "To-Path, nowhere",
        "Authorization, 'Digest a=1, a=2'"
    })
    void refusesHeadersThatDoNotFit(String name, String value) {
        assertThatThrownBy(() -> MsrpHeader.parse(name, value)).isInstanceOf(MsrpSyntaxException.class);
    }

    @Test
    void chunksAreBuiltAndEncodedInTheOrderOfTheRfc() throws MsrpSyntaxException {
        MsrpChunk chunk = MsrpChunk.request("abcd", "SEND")
                .header("Content-Type", "text/plain")
                .header("Content-ID", "<1@x>")
                .header("Message-ID", "m1")
                .header("Byte-Range", "1-2/2")
                .header("From-Path", "msrp://a:1/x;tcp")
                .header("To-Path", "msrp://b:1/y;tcp")
                .header("Success-Report", "yes")
                .data("hi".getBytes(StandardCharsets.UTF_8))
                .build();
        chunk.verifyHeaders();
        assertThat(chunk.encodeStart())
                .isEqualTo(
                        """
                MSRP abcd SEND
                To-Path: msrp://b:1/y;tcp
                From-Path: msrp://a:1/x;tcp
                Message-ID: m1
                Byte-Range: 1-2/2
                Success-Report: yes
                Content-ID: <1@x>
                Content-Type: text/plain

                """
                                .replace("\n", "\r\n"));
        assertThat(chunk.encodeEnd('+')).isEqualTo("\r\n-------abcd+\r\n");
        assertThat(new String(chunk.encode(), StandardCharsets.UTF_8))
                .isEqualTo(chunk.encodeStart() + "hi" + chunk.encodeEnd('$'));
        assertThat(chunk.size()).isEqualTo(2);
        assertThat(chunk.messageId()).contains("m1");
        assertThat(chunk.contentType()).contains("text/plain");
        assertThat(chunk.byteRange()).contains(new ByteRange(1, 2, 2));
        assertThat(chunk.successReport()).isTrue();
        assertThat(chunk.failureReport()).isEqualTo(FailureReport.YES);
        assertThat(chunk.status()).isEmpty();
        assertThat(chunk.toBuilder().build().encode()).isEqualTo(chunk.encode());
        assertThat(chunk.withHeader(new MsrpHeader.Status(200, "OK"))
                        .status()
                        .orElseThrow()
                        .code())
                .isEqualTo(200);
        assertThat(chunk.header(MsrpHeader.ToPath.class).orElseThrow().path()).hasSize(1);
        assertThat(chunk).hasToString("MSRP abcd SEND");
    }

    @Test
    void codesHaveThreeDigitsHoweverSmall() throws MsrpSyntaxException {
        assertThat(MsrpChunk.response("abcd", 1, "Odd").build().encodeStart()).isEqualTo("MSRP abcd 001 Odd\r\n");
        assertThat(header(MsrpHeader.Status.class, "Status", "000 007").code()).isEqualTo(7);
    }

    @Test
    void chunksRefuseLineBreaksAndIncompleteHeads() {
        assertThatThrownBy(() -> MsrpChunk.request("abcd", "SEND").header("X", "a\r\nY: b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MsrpChunk.request("abcd", "SEND").flag('!'))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MsrpChunk.response("abcd", 200, "OK").build().verifyHeaders())
                .isInstanceOf(MsrpSyntaxException.class);
        assertThat(List.of(Reports.ALL, Reports.NONE)).doesNotHaveDuplicates();
    }
}
