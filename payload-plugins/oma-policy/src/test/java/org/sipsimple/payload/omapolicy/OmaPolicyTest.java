/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.omapolicy;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payload.commonpolicy.Conditions;
import org.sipsimple.payload.commonpolicy.Rule;
import org.sipsimple.payload.commonpolicy.RuleSet;
import org.sipsimple.payload.commonpolicy.RuleSetCodec;
import org.sipsimple.payloads.xml.ExtensionReaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OmaPolicyTest extends XmlCodecContract<RuleSet> {

    OmaPolicyTest() {
        super(new RuleSetCodec(ExtensionReaders.of(List.of(new OmaPolicy()))));
    }

    @Override
    protected RuleSet sample() {
        return RuleSet.of(List.of(
                Rule.of("wp_prs_grantedcontacts")
                        .withConditions(Conditions.of(
                                ExternalList.of("http://xcap.example.com/a", "http://xcap.example.com/b"))),
                Rule.of("wp_prs_unlisted").withConditions(Conditions.of(new OtherIdentity())),
                Rule.of("wp_prs_block_anonymous").withConditions(Conditions.of(new AnonymousRequest()))));
    }

    @Override
    protected List<String> documents() {
        return List.of("oma.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        RuleSet rules = sample();
        assertSurvives(rules);
        assertThat(rules.rules()
                        .get(0)
                        .conditions()
                        .all(ExternalList.class)
                        .get(0)
                        .anchors())
                .hasSize(2);
        assertThat(rules.rules().get(1).conditions().all(OtherIdentity.class)).hasSize(1);
        assertThat(rules.rules().get(2).conditions().all(AnonymousRequest.class))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<o:external-list><o:entry/></o:external-list>"})
    void refusesPartsThatTheSchemaForbids(String content) {
        String document =
                "<cp:ruleset xmlns:cp='urn:ietf:params:xml:ns:common-policy' xmlns:o='urn:oma:xml:xdm:common-policy'><cp:rule id='a'><cp:conditions>@</cp:conditions></cp:rule></cp:ruleset>"
                        .replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }

    @Test
    void decodesAnchorsThatOldPeersEncode() throws PayloadFormatException {
        String document =
                "<cp:ruleset xmlns:cp='urn:ietf:params:xml:ns:common-policy' xmlns:o='urn:oma:xml:xdm:common-policy'><cp:rule id='a'><cp:conditions><o:external-list>"
                        + "<o:entry anc='https%3A//x/~~/list%255B1%255D'/></o:external-list></cp:conditions></cp:rule></cp:ruleset>";
        RuleSet rules = codec.decode(document.getBytes(StandardCharsets.UTF_8));
        assertThat(rules.rules().get(0).conditions().elements())
                .containsExactly(ExternalList.of("https://x/~~/list%5B1%5D"));
    }
}
