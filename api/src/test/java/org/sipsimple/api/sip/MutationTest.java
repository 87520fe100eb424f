/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.sdp.SdpSession;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Damaged inputs: nothing but {@link SipSyntaxException} may come out of a reader, and what was read can be written and
 * read again as the same value. A failure shows the seed's index and the input.
 */
class MutationTest {

    private static final int MUTATIONS = 20_000;
    private static final byte[] INTERESTING = "\r\n\t \0\"\\<>;,:?=@%&[]()/*0159-.\u007f\u00e9\u00ff".getBytes(UTF_8);

    private final Random random = new Random(3261);

    private byte[] mutate(byte[] seed, List<byte[]> others) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(5); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] = INTERESTING[random.nextInt(INTERESTING.length)];
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = splice(bytes, at, new byte[] {INTERESTING[random.nextInt(INTERESTING.length)]}, at);
                case 4 -> bytes = splice(bytes, at, new byte[0], Math.min(bytes.length, at + 1 + random.nextInt(8)));
                default -> {
                    byte[] other = others.get(random.nextInt(others.size()));
                    int from = random.nextInt(other.length);
                    int to = Math.min(other.length, from + random.nextInt(40));
                    bytes = splice(bytes, at, Arrays.copyOfRange(other, from, to), at);
                }
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int start, byte[] middle, int end) {
        byte[] result = new byte[start + middle.length + bytes.length - end];
        System.arraycopy(bytes, 0, result, 0, start);
        System.arraycopy(middle, 0, result, start, middle.length);
        System.arraycopy(bytes, end, result, start + middle.length, bytes.length - end);
        return result;
    }

    private void survive(List<byte[]> seeds, Consumer<byte[]> reader) {
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] input = mutate(seeds.get(i % seeds.size()), seeds);
            try {
                reader.accept(input);
            } catch (SipSyntaxException e) {
                refused++;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("mutation " + i + ": " + HexFormat.of().formatHex(input), e);
            }
        }
        assertThat(refused).as("some inputs are refused and some are not").isBetween(1, MUTATIONS - 1);
    }

    /** A plain check: AssertJ's describing of each value would take most of the time here. */
    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("what was read is not what was written");
        }
    }

    private static List<byte[]> bytes(String... texts) {
        List<byte[]> all = new ArrayList<>();
        for (String text : texts) {
            all.add(text.getBytes(UTF_8));
        }
        return all;
    }

    @Test
    void uris() {
        survive(
                bytes(
                        "sip:alice:secret@example.com:5060;transport=tcp;lr?Subject=a%20b&Replaces=1%40h%3Bto-tag%3D2",
                        "sips:user;par=u%40example.net@[2001:db8::1]:5061;maddr=192.0.2.1",
                        "sip:J%C3%BCrgen@example.com;x;y=%FF"),
                input -> {
                    SipUri uri = SipUri.parse(new String(input, UTF_8));
                    require(SipUri.parse(uri.toString()).equals(uri));
                    uri.matchesAddress(uri.address());
                });
    }

    @Test
    void messages() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : List.of(
                "wsinv",
                "intmeth",
                "esc01",
                "dblreq",
                "transports",
                "mpart01",
                "unreason",
                "badinv01",
                "scalarlg",
                "cparam01",
                "inv2543",
                "multi01")) {
            seeds.add(TortureTest.read(name));
        }
        seeds.addAll(
                bytes(
                        "SIP/2.0 503 Busy\r\nVia: SIP/2.0/TCP [::1]:5060;branch=z9hG4bK1\r\nRetry-After: 5 (a (b)) ;duration=6\r\n"
                                + "Warning: 399 a.b \"c \\\" d\", 307 x \"y\"\r\nReason: SIP;cause=200;text=\"x\"\r\nEvent: presence;id=1\r\n"
                                + "Subscription-State: active;expires=5\r\nRefer-To: <sip:a@b?Replaces=1%3Bto-tag%3D2%3Bfrom-tag%3D3>\r\n"
                                + "Replaces: 1;to-tag=2;from-tag=3\r\nContent-Type: text/plain;charset=x\r\nAuthorization: Digest a=\"b\"\r\n\r\n"));
        survive(seeds, MutationTest::readAll);
    }

    /** Reads the message and each of its parts; the first refusal of a part is thrown after all were tried. */
    private static void readAll(byte[] input) {
        SipMessage message = SipMessage.parse(input);
        require(Arrays.equals(message.raw(), input));
        require(message.toString().startsWith(message.startLine()));
        require(SipHeaders.parse(message.headers().toText()).equals(message.headers()));
        SipSyntaxException refusal = null;
        for (String name : message.headers().asMap().keySet()) {
            try {
                for (SipHeader header : message.headers().headers(name)) {
                    require(SipHeaders.of(header).headers(name).equals(List.of(header)));
                }
                message.headers().hasWildcardContact();
            } catch (SipSyntaxException e) {
                refusal = e;
            }
        }
        if (message.isRequest()) {
            message.requestUri();
        } else {
            message.method();
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    @Test
    void sessionDescriptions() {
        survive(
                bytes(
                        "v=0\r\no=- 3724394400 3724394405 IN IP4 198.51.100.1\r\ns=x\r\ni=y\r\nu=z\r\nc=IN IP4 198.51.100.1\r\n"
                                + "b=AS:512\r\nt=0 0\r\nr=1 2\r\na=recvonly\r\nm=audio 49170/2 RTP/AVP 0 96\r\nb=TIAS:64000\r\n"
                                + "k=clear:x\r\na=rtpmap:96 opus/48000/2\r\na=fmtp:96 useinbandfec=1\r\n",
                        "v=0\no=a 1 1 IN IP6 ::1\ns=-\nt=0 0\nm=message 2855 TCP/MSRP *\nc=IN IP6 ::1\n"
                                + "c=IN IP6 ::2\na=path:msrp://[::1]:2855/a;tcp\na=accept-types:*\nm=video 0 RTP/AVP\n"),
                input -> {
                    SdpSession session = SdpSession.parse(input);
                    String wire = session.toString();
                    require(SdpSession.parse(wire).toString().equals(wire));
                    session.media().forEach(medium -> {
                        medium.codecList();
                        medium.direction();
                    });
                    session.requireSafePayloads();
                });
    }
}
