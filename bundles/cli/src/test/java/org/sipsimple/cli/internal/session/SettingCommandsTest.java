/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.session;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.cli.internal.call.ToolFailure;
import org.sipsimple.cli.internal.call.Trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipsimple.cli.internal.session.CommandName.ALERT;
import static org.sipsimple.cli.internal.session.CommandName.ECHO;
import static org.sipsimple.cli.internal.session.CommandName.INPUT;
import static org.sipsimple.cli.internal.session.CommandName.MUTE;
import static org.sipsimple.cli.internal.session.CommandName.OUTPUT;
import static org.sipsimple.cli.internal.session.CommandName.RTP;
import static org.sipsimple.cli.internal.session.CommandName.TRACE;

/** Commands of {@code sip-session} about traces, the sound card and what is shown: they need no session. */
class SettingCommandsTest {
    private ClientFixture fixture;

    @BeforeEach
    void open() throws ToolFailure, ConfigurationException {
        fixture = new ClientFixture();
    }

    @Test
    void tracesAreSwitchedOneByOne() {
        assertThat(fixture.type(TRACE))
                .isEqualTo(
                        """
                        SIP tracing to console is now inactive
                        MSRP tracing to console is now inactive
                        PJSIP tracing to console is now inactive
                        Notifications tracing to console is now inactive
                        """);
        assertThat(fixture.type(TRACE, "+sip -pjsip msrp"))
                .contains("SIP tracing to console is now activated", "PJSIP tracing to console is now deactivated");
        assertThat(fixture.engine.tracesSip()).isTrue();
        assertThat(fixture.trace.isOn(Trace.Kind.MSRP)).isTrue();
        fixture.type(TRACE, "sip +pjsip notifications");
        assertThat(fixture.engine.tracesSip()).isFalse();
        assertThat(fixture.engine.logLevel()).isEqualTo(5);
        assertThat(fixture.type(TRACE, "+sip +smtp")).startsWith("Illegal use of /trace");
        assertThat(fixture.engine.tracesSip()).as("all or nothing").isFalse();
    }

    @Test
    void statisticsAreSwitched() {
        assertThat(fixture.type(RTP)).endsWith("is now activated\n");
        assertThat(fixture.type(RTP, "on")).endsWith("is now activated\n");
        assertThat(fixture.type(RTP, "off")).endsWith("is now deactivated\n");
        assertThat(fixture.type(RTP, "maybe")).startsWith("Illegal use of /rtp");
    }

    @Test
    void theMicrophoneIsMuted() throws Exception {
        assertThat(fixture.type(MUTE)).isEqualTo("The microphone is now muted\n");
        assertThat(fixture.media.voice().isMuted()).isTrue();
        assertThat(fixture.type(MUTE, "off")).isEqualTo("The microphone is now unmuted\n");
        assertThat(fixture.media.voice().isMuted()).isFalse();
    }

    @Test
    void devicesAreChangedByNameOrOneAfterTheOther() throws Exception {
        assertThat(fixture.type(INPUT)).isEqualTo("Input device changed to system_default\n");
        assertThat(fixture.media.voice().inputDevice()).contains("system_default");
        assertThat(fixture.type(OUTPUT, "system_default")).isEqualTo("Output device changed to system_default\n");
        assertThat(fixture.media.voice().inputDevice()).contains("system_default");
        assertThat(fixture.type(INPUT, "None")).isEqualTo("Input device changed to None\n");
        assertThat(fixture.type(OUTPUT, "Trumpet"))
                .isEqualTo("Unknown output device Trumpet. There are: None, system_default\n");
        assertThat(fixture.type(ALERT)).isEqualTo("Alert device changed to system_default\n");
        assertThat(fixture.media.alert().outputDevice()).contains("system_default");
    }

    @Test
    void aSoundCardThatIsGoneIsOneLine() {
        fixture.media.breaks("unplugged");
        assertThat(fixture.type(INPUT)).containsOnlyOnce("\n").contains("unplugged");
    }

    @Test
    void theEchoCancellerIsAdjustedBetweenNothingAndHalfASecond() throws Exception {
        assertThat(fixture.type(ECHO)).isEqualTo("Echo cancellation tail length is 0 ms\n");
        assertThat(fixture.type(ECHO, "200")).isEqualTo("Set the echo cancellation tail length to 200 ms\n");
        assertThat(fixture.type(ECHO, "+400")).endsWith("to 500 ms\n");
        fixture.type(ECHO, "-450");
        assertThat(fixture.media.voice().echoTailMillis()).isEqualTo(50);
        assertThat(fixture.type(ECHO, "loud")).startsWith("Illegal use of /echo");
    }
}
