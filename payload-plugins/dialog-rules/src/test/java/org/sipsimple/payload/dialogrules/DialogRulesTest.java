/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialogrules;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payload.commonpolicy.Actions;
import org.sipsimple.payload.commonpolicy.Rule;
import org.sipsimple.payload.commonpolicy.RuleSet;
import org.sipsimple.payload.commonpolicy.RuleSetCodec;
import org.sipsimple.payloads.xml.ExtensionReaders;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DialogRulesTest extends XmlCodecContract<RuleSet> {

    DialogRulesTest() {
        super(new RuleSetCodec(ExtensionReaders.of(List.of(new DialogRules()))));
    }

    @Override
    protected RuleSet sample() {
        return RuleSet.of(List.of(
                Rule.of("wp_dlg_allow_own").withActions(Actions.of(new DialogHandling(DialogHandling.Value.ALLOW)))));
    }

    @Override
    protected List<String> documents() {
        return List.of("dialog.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        assertSurvives(sample());
        for (DialogHandling.Value value : DialogHandling.Value.values()) {
            assertSurvives(RuleSet.of(List.of(Rule.of("a").withActions(Actions.of(new DialogHandling(value))))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<d:sub-handling/>", "<d:sub-handling>maybe</d:sub-handling>"})
    void refusesPartsThatTheSchemaForbids(String content) {
        String document =
                "<cp:ruleset xmlns:cp='urn:ietf:params:xml:ns:common-policy' xmlns:d='http://openxcap.org/ns/dialog-rules'><cp:rule id='a'><cp:actions>@</cp:actions></cp:rule></cp:ruleset>"
                        .replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }
}
