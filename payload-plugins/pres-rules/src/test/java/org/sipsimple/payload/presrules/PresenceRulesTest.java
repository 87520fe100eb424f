/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payload.commonpolicy.Actions;
import org.sipsimple.payload.commonpolicy.Rule;
import org.sipsimple.payload.commonpolicy.RuleSet;
import org.sipsimple.payload.commonpolicy.RuleSetCodec;
import org.sipsimple.payload.commonpolicy.Transformations;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PresenceRulesTest extends XmlCodecContract<RuleSet> {

    PresenceRulesTest() {
        super(new RuleSetCodec(ExtensionReaders.of(List.of(new PresenceRules()))));
    }

    @Override
    protected RuleSet sample() {
        Extension[] shown =
                Stream.of(Provide.Attribute.values()).map(Provide::show).toArray(Extension[]::new);
        Rule some = Rule.of("some")
                .withActions(Actions.of(new SubHandling(SubHandlingValue.POLITE_BLOCK)))
                .withTransformations(Transformations.of(
                        ProvideServices.of(
                                new ServiceUri("sip:a@b"),
                                new ServiceUriScheme("mailto"),
                                new OccurrenceId("o"),
                                new ClassName("c")),
                        ProvidePersons.of(new OccurrenceId("p"), new ClassName("c")),
                        ProvideDevices.of(new DeviceId("urn:uuid:1"), new ClassName("c")),
                        new ProvideUserInput(ProvideUserInput.Extent.THRESHOLDS),
                        new ProvideUnknownAttribute("urn:vendor-specific:foo-namespace", "foo", true)));
        Rule all = Rule.of("all")
                .withTransformations(Transformations.of(
                        ProvideServices.ALL, ProvidePersons.ALL, ProvideDevices.ALL, new ProvideAllAttributes()));
        return RuleSet.of(List.of(some, all, Rule.of("attributes").withTransformations(Transformations.of(shown))));
    }

    @Override
    protected List<String> documents() {
        return List.of("rules.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        RuleSet rules = sample();
        assertSurvives(rules);
        Rule some = rules.rule("some").orElseThrow();
        assertThat(some.actions().all(SubHandling.class))
                .containsExactly(new SubHandling(SubHandlingValue.POLITE_BLOCK));
        ProvideServices services =
                some.transformations().all(ProvideServices.class).get(0);
        assertThat(services.items())
                .containsExactly(
                        new ServiceUri("sip:a@b"),
                        new ServiceUriScheme("mailto"),
                        new OccurrenceId("o"),
                        new ClassName("c"));
        ProvidePersons persons =
                some.transformations().all(ProvidePersons.class).get(0);
        assertThat(persons.items()).hasSize(2);
        ProvideDevices devices =
                some.transformations().all(ProvideDevices.class).get(0);
        assertThat(devices.items()).startsWith(new DeviceId("urn:uuid:1"));
        assertThat(some.transformations().all(ProvideUserInput.class).get(0).extent())
                .isEqualTo(ProvideUserInput.Extent.THRESHOLDS);
        assertThat(some.transformations()
                        .all(ProvideUnknownAttribute.class)
                        .get(0)
                        .name())
                .isEqualTo("foo");
        assertThat(rules.rule("all").orElseThrow().transformations().all(ProvideAllAttributes.class))
                .hasSize(1);
        assertThat(rules.rule("attributes").orElseThrow().transformations().all(Provide.class))
                .extracting(Provide::attribute)
                .containsExactly(
                        Provide.Attribute.ACTIVITIES,
                        Provide.Attribute.CLASS,
                        Provide.Attribute.DEVICEID,
                        Provide.Attribute.MOOD,
                        Provide.Attribute.NOTE,
                        Provide.Attribute.PLACE_IS,
                        Provide.Attribute.PLACE_TYPE,
                        Provide.Attribute.PRIVACY,
                        Provide.Attribute.RELATIONSHIP,
                        Provide.Attribute.SPHERE,
                        Provide.Attribute.STATUS_ICON,
                        Provide.Attribute.TIME_OFFSET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<cp:actions><pr:sub-handling>maybe</pr:sub-handling></cp:actions>",
                "<cp:transformations><pr:provide-mood>maybe</pr:provide-mood></cp:transformations>",
                "<cp:transformations><pr:provide-services><pr:all-services/><pr:class>x</pr:class></pr:provide-services></cp:transformations>",
                "<cp:transformations><pr:provide-unknown-attribute ns='x'>true</pr:provide-unknown-attribute></cp:transformations>",
                "<cp:transformations><pr:provide-user-input>true</pr:provide-user-input></cp:transformations>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document =
                "<cp:ruleset xmlns:cp='urn:ietf:params:xml:ns:common-policy' xmlns:pr='urn:ietf:params:xml:ns:pres-rules'><cp:rule id='a'>@</cp:rule></cp:ruleset>"
                        .replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }
}
