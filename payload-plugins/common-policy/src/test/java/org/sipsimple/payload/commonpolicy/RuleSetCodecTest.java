/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.commonpolicy;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import javax.xml.namespace.QName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.XmlElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RuleSetCodecTest extends XmlCodecContract<RuleSet> {

    RuleSetCodecTest() {
        super(new RuleSetCodec(ExtensionReaders.NONE));
    }

    @Override
    protected RuleSet sample() {
        Identity identity = Identity.of(
                IdentityOne.of("sip:alice@example.com"),
                IdentityOne.of("tel:+1-212-555-1234"),
                IdentityMany.of("example.net")
                        .withExcepts(List.of(
                                new IdentityMany.Except(null, "sip:eve@example.net"),
                                new IdentityMany.Except("bad.example.net", null))),
                IdentityMany.ALL);
        Validity validity = new Validity(List.of(new Validity.Span(
                OffsetDateTime.parse("2026-11-20T00:00:00Z"), OffsetDateTime.parse("2026-11-21T00:00:00Z"))));
        Rule rule = Rule.of("f3g44r1")
                .withConditions(Conditions.of(identity, new Sphere("work"), validity))
                .withActions(Actions.of(XmlElement.of(new QName("urn:x", "act", "x"), "1")))
                .withTransformations(Transformations.of(XmlElement.of(new QName("urn:x", "hide", "x"), "")));
        return RuleSet.of(List.of(rule, Rule.of("f3g44r2")));
    }

    @Override
    protected List<String> documents() {
        return List.of("rules.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        RuleSet rules = sample();
        assertSurvives(rules, RuleSet.of(List.of()));
        Rule rule = rules.rule("f3g44r1").orElseThrow();
        Conditions conditions = rule.conditions();
        Identity identity = conditions.all(Identity.class).get(0);
        IdentityOne alice = (IdentityOne) identity.members().get(0);
        assertThat(alice).hasToString("sip:alice@example.com");
        assertThat(conditions.all(Validity.class).get(0).holdsAt(OffsetDateTime.parse("2026-11-20T12:00:00Z")))
                .isTrue();
        Actions actions = rule.actions();
        assertThat(actions.elements()).hasSize(1);
        Transformations transformations = rule.transformations();
        assertThat(transformations.elements()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rule/>",
                "<rule id='a'><conditions><identity><one/></identity></conditions></rule>",
                "<rule id='a'><conditions><identity><many><except/></many></identity></conditions></rule>",
                "<rule id='a'><conditions><sphere/></conditions></rule>",
                "<rule id='a'><conditions><validity/></conditions></rule>",
                "<rule id='a'><conditions><validity><until>2003-12-24T17:00:00Z</until></validity></conditions></rule>",
                "<rule id='a'><conditions><validity><from>2004-12-24T17:00:00Z</from><until>2003-12-24T17:00:00Z</until></validity></conditions></rule>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document = "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'>@</ruleset>".replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }

    @Test
    void writesWhatTheGuideShows() {
        Identity identity =
                Identity.of(IdentityOne.of("sip:alice@example.com"), IdentityOne.of("mailto:bob@example.net"));
        RuleSet rules = RuleSet.of(List.of()).withRule(Rule.of("f3g44r1").withConditions(Conditions.of(identity)));
        assertThat(codec.encode(rules).text())
                .endsWith(
                        "<cp:ruleset xmlns:cp=\"urn:ietf:params:xml:ns:common-policy\"><cp:rule id=\"f3g44r1\"><cp:conditions><cp:identity>"
                                + "<cp:one id=\"sip:alice@example.com\"/><cp:one id=\"mailto:bob@example.net\"/></cp:identity></cp:conditions>"
                                + "<cp:actions/><cp:transformations/></cp:rule></cp:ruleset>");
    }

    @Test
    void replacesARuleInItsPlace() {
        RuleSet changed = sample().withRule(Rule.of("f3g44r1"));
        assertThat(changed.rules()).containsExactly(Rule.of("f3g44r1"), Rule.of("f3g44r2"));
    }
}
