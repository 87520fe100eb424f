/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.lookup.Route;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.api.sip.Transport;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;

class NameResolverTest {
    private final FakeCore core = new FakeCore();
    private final List<SipUri> asked = new ArrayList<>();
    private final CompletableFuture<List<Route>> found = new CompletableFuture<>();
    private final NameResolver resolver = new NameResolver(core, target -> {
        asked.add(target);
        return found;
    });

    private void ask(String host, int port, String transport, boolean secure) {
        core.event(
                -9,
                Event.RESOLVE,
                0,
                new FieldWriter().putText(host).putInt(port).putText(transport).putFlag(secure));
    }

    private List<String> answer() {
        assertThat(core.last().op()).isEqualTo(Op.RESOLVED);
        assertThat(core.last().id()).isEqualTo(-9);
        FieldReader args = core.last().reader();
        List<String> lines = new ArrayList<>(List.of(Integer.toString(args.readInt())));
        lines.addAll(args.readList(item -> item.readText() + " " + item.readInt() + " " + item.readText()));
        return lines;
    }

    @Test
    void answersTheNameOfATlsRouteFromTheRoute() {
        resolver.remember(new Route(Addresses.literal("192.0.2.7"), 5061, Transport.TLS, "Example.COM"));
        ask("example.com", 5061, "tls", true);
        assertThat(answer()).containsExactly("0", "192.0.2.7 5061 tls");
        assertThat(asked).isEmpty();
    }

    @Test
    void looksUpOtherNamesInTheirOwnTime() {
        ask("example.org", 0, "tcp", false);
        assertThat(core.posted).isEmpty();
        assertThat(asked).containsExactly(SipUri.parse("sip:example.org;transport=tcp"));
        found.complete(List.of(
                new Route(Addresses.literal("192.0.2.1"), 5060, Transport.TCP),
                new Route(Addresses.literal("2001:db8::1"), 5062, Transport.TCP)));
        assertThat(answer()).containsExactly("0", "192.0.2.1 5060 tcp", "2001:db8:0:0:0:0:0:1 5062 tcp");
    }

    @Test
    void saysThatThereIsNoAddress() {
        ask("nowhere.example", 5070, "", true);
        assertThat(asked).containsExactly(SipUri.parse("sip:nowhere.example:5070;transport=tls"));
        found.completeExceptionally(new java.net.UnknownHostException("nowhere.example"));
        assertThat(answer()).containsExactly(Integer.toString(NameResolver.UNRESOLVABLE));
    }

    @Test
    void aLookupThatThrowsIsNoAddressEither() {
        FakeCore other = new FakeCore();
        new NameResolver(other, target -> {
            throw new IllegalStateException("closed");
        });
        other.event(
                -1,
                Event.RESOLVE,
                0,
                new FieldWriter().putText("a.example").putInt(0).putText("").putFlag(false));
        assertThat(other.last().reader().readInt()).isEqualTo(NameResolver.UNRESOLVABLE);
    }

    @Test
    void routesAreWrittenWithTheNameForTlsAndTheAddressElse() {
        Route tls = new Route(Addresses.literal("192.0.2.7"), 5061, Transport.TLS, "example.com");
        assertThat(Wire.routeHeader(tls)).isEqualTo("<sip:example.com:5061;transport=tls;lr>");
        Route toAddress = new Route(Addresses.literal("::1"), 5061, Transport.TLS, "::1");
        assertThat(Wire.routeHeader(toAddress)).isEqualTo("<sip:[::1]:5061;transport=tls;lr>");
        Route udp = new Route(Addresses.literal("2001:db8::1"), 5060, Transport.UDP, "example.com");
        assertThat(Wire.routeHeader(udp)).isEqualTo("<sip:[2001:db8:0:0:0:0:0:1]:5060;lr>");
        Route tcp = new Route(Addresses.literal("192.0.2.7"), 5060, Transport.TCP);
        assertThat(Wire.routes(tcp, SipUri.parse("sip:bob@192.0.2.7;transport=tcp")))
                .isEmpty();
        assertThat(Wire.routes(tcp, SipUri.parse("sip:bob@192.0.2.7"))).hasSize(1);
        assertThat(Wire.routes(tcp, SipUri.parse("sip:bob@example.com"))).hasSize(1);
        assertThat(Wire.routes(tls, SipUri.parse("sip:bob@192.0.2.7:5061;transport=tls")))
                .hasSize(1);
        assertThat(Wire.routes(tls, SipUri.parse("sips:bob@Example.com"))).isEmpty();
    }
}
