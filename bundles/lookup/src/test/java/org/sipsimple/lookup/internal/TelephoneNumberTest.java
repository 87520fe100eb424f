/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;

import static org.assertj.core.api.Assertions.assertThat;

class TelephoneNumberTest {
    private static final TelephoneNumber NUMBER =
            TelephoneNumber.parse("+31 20 555 0100").orElseThrow();

    private static List<URI> uris(String service, String rule) {
        String escaped = rule.replace("\\", "\\\\");
        NAPTRRecord record = new NAPTRRecord(
                Name.fromConstantString(NUMBER.domain() + "."),
                DClass.IN,
                60,
                10,
                10,
                "u",
                service,
                escaped,
                Name.root);
        return NUMBER.uris(List.of(record));
    }

    @Test
    void standsBackwardsInTheDns() {
        assertThat(NUMBER.domain()).isEqualTo("0.0.1.0.5.5.5.0.2.1.3.e164.arpa");
    }

    @ParameterizedTest
    @CsvSource({
        "!^.*$!sip:bob@test.example!, sip:bob@test.example",
        "/^.*$/sip:bob@test.example/, sip:bob@test.example",
        "!^\\+31(20)(.*)$!sip:\\2@\\1.test.example!, sip:5550100@20.test.example",
        "!^\\+31(20)(x)?(.*)$!sip:a\\2b@test.example!i, sip:ab@test.example"
    })
    void appliesRules(String rule, String uri) {
        assertThat(uris("E2U+sip", rule)).containsExactly(URI.create(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!",
                "no marks",
                "!^(.*$!sip:x@y!",
                "!^.*$!sip:\\7@y!",
                "!^.*$!sip:a b!",
                "!^\\+49.*$!sip:x@y!"
            })
    void skipsRulesThatDoNotFitOrCannotBeRead(String rule) {
        assertThat(uris("E2U+sip", rule)).isEmpty();
    }

    @Test
    void readsTheNotationOfZoneFiles() {
        assertThat(ZoneText.plain("a\\\\b\\\"c\\033d\\0301")).isEqualTo("a\\b\"c!d\u001e1");
    }

    @Test
    void readsServicesInTheirSeveralSpellings() {
        String rule = "!^.*$!sip:bob@test.example!";
        assertThat(uris("e2u+SIP", rule)).hasSize(1);
        assertThat(uris("E2U+voice:sip", rule)).hasSize(1);
        assertThat(uris("E2U+mailto", rule)).isEmpty();
        assertThat(uris("sip+E2U", rule)).isEmpty();
    }
}
