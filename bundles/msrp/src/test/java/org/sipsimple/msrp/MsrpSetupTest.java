/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.msrp.MsrpSetup.Role;

class MsrpSetupTest {
    private static Optional<MsrpSetup> setup(String text) {
        return text.equals("none") ? Optional.empty() : MsrpSetup.parse(text);
    }

    private static Optional<Role> role(String text) {
        return text.equals("none") ? Optional.empty() : Optional.of(Role.valueOf(text));
    }

    @ParameterizedTest
    @CsvSource({
        "actpass, active, active",
        "actpass, passive, passive",
        "active, active, passive",
        "active, passive, passive",
        "passive, active, active",
        "passive, passive, active",
        "holdconn, active, holdconn",
        "none, active, none"
    })
    void answersFitTheOffer(String offer, String preferred, String answer) {
        assertThat(MsrpSetup.answer(setup(offer), setup(preferred).orElseThrow()))
                .isEqualTo(setup(answer));
    }

    @ParameterizedTest
    @CsvSource({
        // as RFC 6135 has it
        "actpass, active, PASSIVE",
        "actpass, passive, ACTIVE",
        "active, passive, ACTIVE",
        "passive, active, PASSIVE",
        "holdconn, holdconn, none",
        "actpass, holdconn, none",
        // peers that know no setup, or say passive to everything: RFC 4975, who made the offer connects
        "actpass, none, ACTIVE",
        "none, none, ACTIVE",
        "none, passive, ACTIVE",
        "passive, passive, ACTIVE",
        "passive, none, ACTIVE",
        // not allowed, but one of both has to connect
        "active, active, ACTIVE",
        "actpass, actpass, ACTIVE"
    })
    void rolesFollowFromOfferAndAnswer(String offer, String answer, String offerer) {
        Optional<Role> expected = role(offerer);
        assertThat(MsrpSetup.roleOfOfferer(setup(offer), setup(answer))).isEqualTo(expected);
        assertThat(MsrpSetup.roleOfAnswerer(setup(offer), setup(answer)))
                .isEqualTo(expected.map(r -> r == Role.ACTIVE ? Role.PASSIVE : Role.ACTIVE));
    }

    @Test
    void attributesAreReadInAnyCaseAndUnknownOnesAreNone() {
        assertThat(MsrpSetup.parse(" ActPass ")).contains(MsrpSetup.ACTPASS);
        assertThat(MsrpSetup.parse("later")).isEmpty();
        assertThat(MsrpSetup.HOLDCONN.text()).isEqualTo("holdconn");
    }
}
