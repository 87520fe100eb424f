/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.sip.ReferToHeader;
import org.sipsimple.api.sip.SipUri;
import org.sipsimple.cli.internal.call.ExitStatus;
import org.sipsimple.cli.internal.call.ToolFailure;
import org.sipsimple.stream.testkit.FakeInvitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.cli.internal.session.ClientFixture.types;

/** What peers want of {@code sip-session}: asked for, or taken where that was said at the start. */
class IncomingSessionsTest {

    private static ClientFixture fixture(String... options) throws ToolFailure, ConfigurationException {
        return new ClientFixture(options);
    }

    @Test
    void asksWhetherToTakeASession() throws Exception {
        ClientFixture fixture = fixture();
        FakeInvitation bob = fixture.called("audio", "chat");
        assertThat(fixture.said())
                .contains("Incoming audio/chat from 'sip:bob@example.org', do you want to accept? (a)ccept/(r)eject");
        assertThat(bob.lastResponse().code()).isEqualTo(180);
        fixture.type("a");
        bob.peerAcknowledges();
        fixture.run();
        assertThat(bob.lastResponse().code()).isEqualTo(200);
        assertThat(fixture.said()).contains("established: audio/chat");
        fixture.type("a");
        assertThat(fixture.texts).as("no question is open: that was text").containsExactly("a");
    }

    @Test
    void refusesWhenTold() throws Exception {
        ClientFixture fixture = fixture();
        FakeInvitation first = fixture.called("audio");
        FakeInvitation second = fixture.called("audio");
        fixture.type("r");
        assertThat(first.lastResponse().code()).isEqualTo(603);
        fixture.type("b");
        assertThat(second.lastResponse().code()).isEqualTo(486);
        assertThat(fixture.sessions()).isZero();
        assertThat(fixture.client.status()).as("which is no failure").isNotEqualTo(ExitStatus.NEGATIVE_RESPONSE);
    }

    @Test
    void aCallerWhoGivesUpIsNotAskedAboutAnyMore() throws Exception {
        ClientFixture fixture = fixture();
        fixture.called("audio").peerEnds();
        fixture.run();
        assertThat(fixture.said()).contains("SIP session cancelled by the peer");
        assertThat(fixture.type("a")).as("it is text").contains("No active chat session");
    }

    @Test
    void takesSessionsByItselfWhenThatWasSaid() throws Exception {
        ClientFixture fixture = fixture("--auto-answer=2", "--auto-hangup=7");
        FakeInvitation bob = fixture.called("chat");
        fixture.pass(Duration.ofSeconds(1));
        assertThat(bob.lastResponse().code()).isEqualTo(180);
        fixture.pass(Duration.ofSeconds(1));
        assertThat(bob.lastResponse().code()).isEqualTo(200);
        bob.peerAcknowledges();
        fixture.run();
        bob.peerReinvites(ClientFixture.sdp("chat", "audio"));
        fixture.run();
        assertThat(types(bob.lastResponse().sdp())).containsExactly("chat", "audio");
        bob.peerAcknowledges();
        fixture.run();
        fixture.pass(Duration.ofSeconds(7));
        assertThat(fixture.said()).contains("ended by local party");
    }

    @Test
    void asksWhetherToTakeWhatIsAdded() throws Exception {
        ClientFixture fixture = fixture();
        FakeInvitation bob = fixture.connected(CommandName.AUDIO);
        bob.peerReinvites(ClientFixture.sdp("audio", "chat"));
        fixture.run();
        assertThat(fixture.said()).contains("'sip:bob@example.org' wants to add chat, do you want to accept?");
        fixture.type("r");
        assertThat(bob.lastResponse().code()).isEqualTo(488);
        bob.peerReinvites(ClientFixture.sdp("audio", "chat"));
        fixture.run();
        fixture.type("a");
        bob.peerAcknowledges();
        fixture.run();
        assertThat(fixture.said()).contains("Added chat");
        bob.peerReinvites(ClientFixture.sdp("audio", "chat", "unknown"));
        fixture.run();
        assertThat(fixture.said()).contains("Refusing what the peer wants to add");
    }

    @Test
    void asksForAFileByItsNameAndPutsItWhereThatWasSaid() throws Exception {
        ClientFixture fixture = fixture("--files=inbox");
        FakeInvitation bob = fixture.called("file-transfer");
        assertThat(fixture.said()).contains("Incoming file-transfer of holiday\uFFFD.jpg from 'sip:bob@example.org'");
        fixture.type("a");
        bob.peerAcknowledges();
        fixture.run();
        assertThat(fixture.files.get(0).folder).isEqualTo(Path.of("inbox"));
        fixture.files.get(0).arrival.complete(Path.of("inbox/holiday.jpg"));
        fixture.run();
        assertThat(fixture.said()).contains("finished (inbox/holiday.jpg)");
        assertThat(fixture.told("file")).extracting("file").containsExactly("inbox/holiday.jpg");
    }

    @Test
    void refusesWhatItCannotUse() throws Exception {
        ClientFixture fixture = fixture("--auto-answer");
        FakeInvitation bob = fixture.called("unknown");
        assertThat(bob.lastResponse().code()).isEqualTo(488);
        assertThat(fixture.said()).contains("Refusing a session from 'sip:bob@example.org': no stream of use");
    }

    @Test
    void asksBeforeItCallsSomebodyForThePeer() throws Exception {
        ClientFixture fixture = fixture("--auto-answer");
        FakeInvitation bob = fixture.connected(CommandName.AUDIO);
        bob.peerRefers(ReferToHeader.of(SipUri.of("carol", "example.org")), List.of());
        fixture.run();
        assertThat(fixture.said()).contains("asks us to call 'sip:carol@example.org', do you want to?");
        assertThat(fixture.engine.invitations())
                .as("even if calls are taken by themselves")
                .hasSize(1);
        fixture.type("a");
        FakeInvitation carol = fixture.peer();
        assertThat(carol.invite().requestUri()).isEqualTo(SipUri.of("carol", "example.org"));
        carol.peerAnswers(ClientFixture.taking(carol.invite().sdp()));
        fixture.run();
        assertThat(fixture.said()).contains("SIP session with 'sip:carol@example.org' established: audio");
    }
}
