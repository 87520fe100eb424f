/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payloads.UpdateOutcome;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConferenceInfoCodecTest extends XmlCodecContract<ConferenceInfo> {
    private static final String ROOM = "sip:room@example.com";

    ConferenceInfoCodecTest() {
        super(new ConferenceInfoCodec());
    }

    @Override
    protected ConferenceInfo sample() {
        Modified modified = new Modified(
                OffsetDateTime.parse("2026-11-20T10:00:00Z"), "why", "sip:who@example.com", Extensions.NONE);
        UriEntry uri = UriEntry.of("sip:a@example.com")
                .withPurpose("participation")
                .withModified(modified)
                .withDisplayText("A");
        Endpoint endpoint = Endpoint.of("sip:alice@192.0.2.1")
                .withDisplayText("phone")
                .withReferred(modified)
                .withStatus(Endpoint.Status.MUTED_VIA_FOCUS)
                .withJoiningMethod(Endpoint.JoiningMethod.FOCUS_OWNER)
                .withJoiningInfo(modified)
                .withDisconnectionMethod(Endpoint.DisconnectionMethod.BOOTED)
                .withDisconnectionInfo(modified)
                .withMedia(List.of(Media.of("1", "audio")
                        .withDisplayText("m")
                        .withLabel("7")
                        .withSrcId("9")
                        .withStatus(MediaStatus.RECVONLY)))
                .withCallInfo(new CallInfo(new CallInfo.Sip("d", "c", "f", "t", Extensions.NONE), Extensions.NONE));
        User user = User.of("sip:alice@example.com")
                .withDisplayText("Alice")
                .withAssociatedAors(UriList.of(uri))
                .withRoles(List.of("moderator"))
                .withLanguages("en")
                .withCascadedFocus("sip:f@example.com")
                .withEndpoints(List.of(endpoint));
        ConferenceDescription description = ConferenceDescription.of("goals")
                .withKeywords("k l")
                .withDisplayText("d")
                .withFreeText("f")
                .withConfUris(UriList.of(uri))
                .withServiceUris(UriList.of(uri))
                .withMaximumUserCount(9L)
                .withAvailableMedia(
                        List.of(new AvailableMedia("7", "x", "audio", MediaStatus.SENDRECV, Extensions.NONE)))
                .withExtensions(Extensions.of(XmlElement.of(new QName("urn:x", "files", "x"), "none")));
        return ConferenceInfo.of(ROOM, 3)
                .withDescription(description)
                .withHostInfo(new HostInfo("host", "http://example.com", UriList.of(uri), Extensions.NONE))
                .withConferenceState(new ConferenceState(1L, true, false, Extensions.NONE))
                .withUsers(Users.of(List.of(user)))
                .withSidebarsByRef(new SidebarsByRef(State.FULL, List.of(uri), Extensions.NONE))
                .withSidebarsByVal(new SidebarsByVal(
                        State.PARTIAL, List.of(ConferenceInfo.of("sip:s@example.com", 0)), Extensions.NONE));
    }

    @Override
    protected List<String> documents() {
        return List.of("full.xml", "focus.xml");
    }

    @Override
    protected Set<String> defaults() {
        return Set.of("state=full");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        assertThat(codec).isInstanceOf(ConferenceInfoCodec.class);
        ConferenceInfo info = sample();
        assertSurvives(info, ConferenceInfo.of(ROOM, 0), info.withVersion(null).withState(State.DELETED));
        ConferenceDescription description = info.description();
        assertThat(description.confUris().entries().get(0).modified().reason()).isEqualTo("why");
        assertThat(description.serviceUris().entries()).hasSize(1);
        assertThat(description.availableMedia().get(0).label()).isEqualTo("7");
        assertThat(description.extensions().elements()).hasSize(1);
        assertThat(info.hostInfo().uris().entries()).hasSize(1);
        assertThat(info.conferenceState().userCount()).isEqualTo(1);
        User user = info.users().user("sip:alice@example.com").orElseThrow();
        assertThat(user.associatedAors().entries()).hasSize(1);
        assertThat(user.roles()).containsExactly("moderator");
        Endpoint endpoint = user.endpoints().get(0);
        assertThat(endpoint.referred()).isEqualTo(endpoint.joiningInfo()).isEqualTo(endpoint.disconnectionInfo());
        assertThat(endpoint.callInfo().sip().callId()).isEqualTo("c");
        assertThat(info.sidebarsByRef().entries()).hasSize(1);
        assertThat(info.sidebarsByVal().entries()).hasSize(1);
    }

    @Test
    void mergesPartsByTheirKeys() throws IOException, PayloadFormatException {
        ConferenceTracker tracker = new ConferenceTracker();
        assertThat(tracker.update(decoded("full.xml"))).isEqualTo(UpdateOutcome.APPLIED);
        ConferenceInfo part = read(
                "state='partial' version='2'",
                "<conference-state><user-count>2</user-count></conference-state><users state='partial'>"
                        + "<user entity='sip:bob@example.com' state='deleted'/>"
                        + "<user entity='sip:alice@example.com' state='partial'><endpoint entity='sip:4kfk4j392jsu@example.com;grid=433kj4j3u' state='partial'>"
                        + "<status>on-hold</status><media id='1' state='deleted'/><media id='2'><type>message</type></media></endpoint></user>"
                        + "<user entity='sip:carol@example.com'/></users>");
        assertThat(tracker.update(part)).isEqualTo(UpdateOutcome.APPLIED);
        ConferenceInfo merged = tracker.current().orElseThrow();
        assertThat(merged.version()).isEqualTo(2);
        assertThat(merged.description().subject()).isEqualTo("Agenda: This month's goals");
        assertThat(merged.conferenceState().userCount()).isEqualTo(2);
        assertThat(merged.users().users())
                .extracting(User::entity)
                .containsExactly("sip:alice@example.com", "sip:carol@example.com");
        Endpoint endpoint = merged.users().users().get(0).endpoints().get(0);
        assertThat(endpoint.status()).isEqualTo(Endpoint.Status.ON_HOLD);
        assertThat(endpoint.joiningMethod()).isEqualTo(Endpoint.JoiningMethod.DIALED_OUT);
        assertThat(endpoint.media()).extracting(Media::id).containsExactly("2");
    }

    @Test
    void replacesUsersThatComeInFull() throws IOException, PayloadFormatException {
        ConferenceInfo merged = decoded("full.xml")
                .mergedWith(read("state='partial' version='2'", "<users><user entity='sip:dan@example.com'/></users>"));
        assertThat(merged.users().users()).containsExactly(User.of("sip:dan@example.com"));
        assertThat(merged.state()).isEqualTo(State.FULL);
    }

    @Test
    void noticesMissingOldAndLastDocuments() throws PayloadFormatException {
        ConferenceTracker tracker = new ConferenceTracker();
        assertThat(tracker.update(read("state='partial' version='4'", ""))).isEqualTo(UpdateOutcome.INCOMPLETE);
        assertThat(tracker.update(read("version='5'", ""))).isEqualTo(UpdateOutcome.APPLIED);
        assertThat(tracker.update(read("state='partial' version='5'", ""))).isEqualTo(UpdateOutcome.OUTDATED);
        assertThat(tracker.update(read("state='partial' version='7'", ""))).isEqualTo(UpdateOutcome.INCOMPLETE);
        assertThat(tracker.update(read("version='9'", ""))).isEqualTo(UpdateOutcome.APPLIED);
        assertThat(tracker.current()).isPresent();
        assertThat(tracker.update(read("state='deleted' version='10'", ""))).isEqualTo(UpdateOutcome.APPLIED);
        assertThat(tracker.current()).isEmpty();
        tracker.reset();
        assertThat(tracker.update(read("version='0'", ""))).isEqualTo(UpdateOutcome.APPLIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<users><user/></users>",
                "<users><user entity='sip:a'><endpoint entity='e'><status>asleep</status></endpoint></user></users>",
                "<users><user entity='sip:a'><endpoint entity='e'><media/></endpoint></user></users>",
                "<users><user entity='sip:a'><endpoint entity='e'><call-info><sip><call-id>x</call-id></sip></call-info></endpoint></user></users>",
                "<users state='half'/>",
                "<conference-state><user-count>-3</user-count></conference-state>",
                "<host-info><uris><entry/></uris></host-info>",
                "<conference-description><available-media><entry label='1'/></available-media></conference-description>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        assertThatThrownBy(() -> read("version='1'", content))
                .isInstanceOf(PayloadFormatException.class)
                .hasMessageContaining(" at 1:");
    }

    private ConferenceInfo read(String attributes, String content) throws PayloadFormatException {
        String document = "<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' entity='" + ROOM + "' "
                + attributes + '>' + content + "</conference-info>";
        return codec.decode(document.getBytes(StandardCharsets.UTF_8));
    }
}
