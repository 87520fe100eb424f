/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.sipsimple.engine.internal.sip.InvitationPhase.Step;

import static org.assertj.core.api.Assertions.assertThat;

/** Every cell of the table, legal and illegal, against the table written down once more as text. */
class InvitationPhaseTest {
    private static final String EXPECTED =
            """
            IDLE: SEND_INVITE>OUTGOING INVITE_RECEIVED>INCOMING
            INCOMING: SEND_PROVISIONAL>EARLY_IN ACCEPT>CONNECTING REJECT>DISCONNECTING END>DISCONNECTING GONE>DISCONNECTED
            OUTGOING: PROVISIONAL_RECEIVED>EARLY_OUT SUCCESS_RECEIVED>CONNECTING TIMED_OUT>DISCONNECTED END>DISCONNECTING GONE>DISCONNECTED
            EARLY_IN: SEND_PROVISIONAL>EARLY_IN ACCEPT>CONNECTING REJECT>DISCONNECTING END>DISCONNECTING GONE>DISCONNECTED
            EARLY_OUT: PROVISIONAL_RECEIVED>EARLY_OUT SUCCESS_RECEIVED>CONNECTING TIMED_OUT>DISCONNECTED END>DISCONNECTING GONE>DISCONNECTED
            CONNECTING: CONFIRMED>NORMAL OFFER_RECEIVED>OFFERED END>DISCONNECTING GONE>DISCONNECTED
            OFFERED: ACCEPT>CONNECTING END>DISCONNECTING GONE>DISCONNECTED
            NORMAL: SEND_REINVITE>SENT_PROPOSAL REINVITE_RECEIVED>RECEIVED_PROPOSAL REINVITE_WITHOUT_OFFER>RECEIVED_REQUEST END>DISCONNECTING GONE>DISCONNECTED
            SENT_PROPOSAL: CANCEL_REINVITE>SENT_PROPOSAL REINVITE_FINISHED>NORMAL END>DISCONNECTING GONE>DISCONNECTED
            RECEIVED_PROPOSAL: SEND_PROVISIONAL>RECEIVED_PROPOSAL ACCEPT>NORMAL REJECT>NORMAL REINVITE_CANCELLED>NORMAL END>DISCONNECTING GONE>DISCONNECTED
            RECEIVED_REQUEST: SEND_PROVISIONAL>RECEIVED_REQUEST ACCEPT>NORMAL REJECT>NORMAL REINVITE_CANCELLED>NORMAL END>DISCONNECTING GONE>DISCONNECTED
            DISCONNECTING: GONE>DISCONNECTED TIMED_OUT>DISCONNECTED
            DISCONNECTED:
            """;

    @ParameterizedTest
    @MethodSource("cells")
    void leadsWhereTheTableSays(InvitationPhase phase, Step step, String next) {
        assertThat(phase.next(step).map(Enum::name).orElse("")).isEqualTo(next);
    }

    static Stream<Arguments> cells() {
        Map<InvitationPhase, Map<Step, String>> expected = expected();
        return Stream.of(InvitationPhase.values()).flatMap(phase -> Stream.of(Step.values())
                .map(step -> Arguments.of(phase, step, expected.get(phase).getOrDefault(step, ""))));
    }

    private static Map<InvitationPhase, Map<Step, String>> expected() {
        Map<InvitationPhase, Map<Step, String>> all = new EnumMap<>(InvitationPhase.class);
        EXPECTED.lines().forEach(line -> {
            String[] row = line.split(":");
            Map<Step, String> steps = new EnumMap<>(Step.class);
            for (String cell : row.length > 1 ? row[1].strip().split(" ") : new String[0]) {
                String[] way = cell.split(">");
                steps.put(Step.valueOf(way[0]), way[1]);
            }
            all.put(InvitationPhase.valueOf(row[0]), steps);
        });
        return all;
    }
}
