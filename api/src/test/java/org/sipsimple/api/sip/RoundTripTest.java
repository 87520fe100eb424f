/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever can be built can be written, and reads back as the same value. */
class RoundTripTest {

    private static final int RUNS = 5_000;
    private static final String[] HOSTS = {
        "example.com", "192.0.2.1", "2001:db8::1", "my_pbx.local", "::ffff:192.0.2.1", "x"
    };
    private static final String ODD = "@:;?&=+$,/%#<>\"\\ '()[]{}|^`~!*-_.\r\n\t\u0000\u007f\u00e4\u20ac\udcff";

    private final Random random = new Random(20261120);

    private String text(int longest, boolean oneLine) {
        int length = random.nextInt(longest);
        StringBuilder out = new StringBuilder();
        while (out.length() < length) {
            int choice = random.nextInt(10);
            if (choice < 5) {
                out.append((char) ('a' + random.nextInt(26)));
            } else if (choice < 9) {
                char c = ODD.charAt(random.nextInt(ODD.length()));
                out.append(oneLine && Chars.isControl(c) ? '.' : c);
            } else {
                out.appendCodePoint(0x1F600 + random.nextInt(40));
            }
        }
        return out.toString();
    }

    private String token() {
        String tokens = "abcXYZ019-.!%*_+`'~";
        StringBuilder out = new StringBuilder("p");
        for (int i = random.nextInt(8); i >= 0; i--) {
            out.append(tokens.charAt(random.nextInt(tokens.length())));
        }
        return out.toString();
    }

    private SipUri uri() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parameters.put("p" + text(6, false), text(8, false));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.put("h" + i, text(12, false));
        }
        String user = random.nextInt(4) == 0 ? null : "u" + text(12, false);
        String password = user == null || random.nextInt(3) > 0 ? null : text(6, false);
        Integer port = random.nextBoolean() ? null : 1 + random.nextInt(65535);
        String host = HOSTS[random.nextInt(HOSTS.length)];
        return new SipUri(random.nextBoolean(), user, password, host, port, parameters, headers);
    }

    @Test
    void uris() {
        for (int i = 0; i < RUNS; i++) {
            SipUri uri = uri();
            String wire = uri.toString();

            assertThat(wire).matches("[!-~]+");
            assertThat(SipUri.parse(wire)).as(wire).isEqualTo(uri);
            assertThat(SipUri.parse(wire).matches(uri)).as(wire).isTrue();
        }
    }

    @Test
    void nameAddresses() {
        for (int i = 0; i < RUNS; i++) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int k = random.nextInt(4); k > 0; k--) {
                parameters.put(token(), text(10, true));
            }
            NameAddress address = new NameAddress(text(16, true), uri(), parameters);

            assertThat(NameAddress.parse(address.toString()))
                    .as(address.toString())
                    .isEqualTo(address);
        }
    }

    @Test
    void listsOfContacts() {
        for (int i = 0; i < RUNS / 10; i++) {
            ContactHeader first = new ContactHeader(new NameAddress(text(16, true), uri(), Map.of("q", "0.5")));
            ContactHeader second =
                    new ContactHeader(new NameAddress(text(16, true), uri(), Map.of(token(), text(9, true))));
            SipHeaders headers = SipHeaders.of(new GenericHeader("m", first.value() + " ," + second.value()), second);

            assertThat(SipHeaders.parse(headers.toText()).contacts()).containsExactly(first, second, second);
        }
    }

    @Test
    void smallHeaders() {
        for (int i = 0; i < RUNS; i++) {
            ReasonHeader reason = new ReasonHeader(token(), random.nextInt(1000), text(12, true));
            WarningHeader warning = new WarningHeader(100 + random.nextInt(900), "a.example.com:5060", text(12, true));
            RetryAfterHeader retry =
                    new RetryAfterHeader(random.nextInt(9999), text(12, true).replaceAll("[()]", ""), Map.of());
            EventHeader event = new EventHeader(token(), Map.of("id", token()));
            ViaHeader via = new ViaHeader(HOSTS[i % HOSTS.length], i % 65536, token(), Map.of("branch", token()));

            assertThat(ReasonHeader.parse(reason.value())).isEqualTo(reason);
            assertThat(WarningHeader.parse(warning.value())).isEqualTo(warning);
            assertThat(RetryAfterHeader.parse(retry.value())).isEqualTo(retry);
            assertThat(EventHeader.parse(event.value())).isEqualTo(event);
            assertThat(ViaHeader.parse(via.value())).isEqualTo(via);
        }
    }
}
