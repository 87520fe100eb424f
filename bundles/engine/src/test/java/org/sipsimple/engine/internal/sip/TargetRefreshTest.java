/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.sip;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.sip.ContactHeader;
import org.sipsimple.api.sip.Invitation.State;
import org.sipsimple.pjsip.Event;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.Op;

import static org.assertj.core.api.Assertions.assertThat;

/** A call that learns from the answer to its INVITE that its Contact is of no use to the peer. */
class TargetRefreshTest {
    private static final String TRANSLATED = "127.0.0.1:5060;rport=4000;received=192.0.2.7";

    private final InvitationFixture f = new InvitationFixture();

    /** The peer's 200, with that sent-by of our Via and those methods allowed. */
    private void answered(String via, String allow) {
        String answer = new String(
                        Messages.response(
                                200,
                                "OK",
                                "INVITE",
                                allow.isEmpty() ? "" : "Allow: " + allow + "\r\n",
                                Messages.ANSWER),
                        StandardCharsets.UTF_8)
                .replaceFirst("(?m)^Via:.*$", "Via: SIP/2.0/UDP " + via + ";branch=z9hG4bK1");
        byte[] raw = Messages.bytes(answer);
        f.nativeState(4, 200, "OK", raw);
        f.negotiated(0, Messages.OFFER, Messages.ANSWER);
        f.nativeState(5, 200, "OK", raw);
    }

    private List<Integer> ops() {
        return f.core.posted.stream().map(FakeCore.Posted::op).toList();
    }

    @Test
    void aTranslatedCallTellsItsContactByUpdate() {
        f.call.sendInvite(InvitationFixture.invite(Messages.offer()));
        answered(TRANSLATED, "INVITE, ACK, BYE, UPDATE");
        assertThat(ops()).containsExactly(Op.INVITE, Op.SET_CONTACT, Op.UPDATE);
        assertThat(f.core.posted.get(1).reader().readText()).isEqualTo("<sip:alice@192.0.2.7:4000>");
        FieldReader update = f.core.posted.get(2).reader();
        assertThat(update.readOptionalBytes()).as("SDP").isNull();
        assertThat(f.call.localContact().map(ContactHeader::value)).contains("<sip:alice@192.0.2.7:4000>");
        assertThat(f.call.state()).isEqualTo(State.CONNECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "INVITE, ACK, BYE"})
    void aPeerWithoutUpdateIsToldByTheNextReinvite(String allow) {
        f.call.sendInvite(InvitationFixture.invite(Messages.offer()));
        answered(TRANSLATED, allow);
        assertThat(ops()).containsExactly(Op.INVITE, Op.SET_CONTACT);
        f.call.sendReinvite(Messages.offer(), List.of());
        assertThat(ops()).containsExactly(Op.INVITE, Op.SET_CONTACT, Op.REINVITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:5060", "127.0.0.1:5060;rport=5060", "127.0.0.1:5060;rport=5060;received=127.0.0.1"})
    void whoIsSeenAtItsOwnAddressTellsNothing(String via) {
        f.call.sendInvite(InvitationFixture.invite(Messages.offer()));
        answered(via, "UPDATE");
        assertThat(ops()).containsExactly(Op.INVITE);
    }

    @Test
    void theOutcomeOfTheUpdateIsNoneOfAReinvite() {
        f.call.sendInvite(InvitationFixture.invite(Messages.offer()));
        answered(TRANSLATED, "UPDATE");
        f.call.sendReinvite(Messages.offer(), List.of());
        List<String> before = f.states();
        f.core.event(
                f.id,
                Event.REINVITE_RESULT,
                500,
                new FieldWriter()
                        .putText("UPDATE")
                        .putText("Server Internal Error")
                        .putBytes(Messages.response(500, "Server Internal Error", "UPDATE", "", "")));
        f.failed(Op.UPDATE, 1, "too late");
        assertThat(f.states()).isEqualTo(before);
        f.reinviteResult(200, "OK");
        assertThat(f.states()).hasSizeGreaterThan(before.size());
    }

    @Test
    void itIsToldOnce() {
        f.call.sendInvite(InvitationFixture.invite(Messages.offer()));
        answered(TRANSLATED, "UPDATE");
        f.nativeState(5, 200, "OK", Messages.response(200, "OK", "INVITE", "", Messages.ANSWER));
        assertThat(ops()).containsExactly(Op.INVITE, Op.SET_CONTACT, Op.UPDATE);
    }
}
