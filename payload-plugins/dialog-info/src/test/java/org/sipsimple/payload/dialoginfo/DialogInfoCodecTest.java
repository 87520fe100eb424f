/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

import java.nio.charset.StandardCharsets;
import java.util.List;
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

class DialogInfoCodecTest extends XmlCodecContract<DialogInfo> {

    DialogInfoCodecTest() {
        super(new DialogInfoCodec());
    }

    @Override
    protected DialogInfo sample() {
        Participant local = Participant.of("sip:alice@example.com")
                .withTarget(new Target(
                        "sip:alice@192.0.2.1", List.of(new Param("+sip.rendering", "yes"), new Param("x", ""))))
                .withSessionDescription(
                        XmlElement.of(new QName("urn:ietf:params:xml:ns:dialog-info", "session-description"), "v=0"))
                .withCseq(7L);
        Dialog dialog = Dialog.of("as7d900as8", DialogState.Value.CONFIRMED)
                .withState(new DialogState(DialogState.Value.TERMINATED, DialogState.Event.REMOTE_BYE, 487L))
                .withCallId("a84b4c76e66710")
                .withLocalTag("1928301774")
                .withRemoteTag("456887766")
                .withDirection(Dialog.Direction.INITIATOR)
                .withDuration(274L)
                .withReplaces(new Replaces("c", "l", "r"))
                .withReferredBy(new Identity("sip:bob@example.com", "Bob"))
                .withRouteSet(List.of("<sip:p1@example.com;lr>", "<sip:p2@example.com;lr>"))
                .withLocal(local)
                .withRemote(Participant.of("sip:carol@example.com"));
        return DialogInfo.full("sip:alice@example.com", 1, List.of(dialog));
    }

    @Override
    protected List<String> documents() {
        return List.of("calls.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        assertThat(codec).isInstanceOf(DialogInfoCodec.class);
        DialogInfo info = sample();
        assertSurvives(info, DialogInfo.full("sip:a@b", 0, List.of()));
        Dialog dialog = info.dialogs().get(0);
        DialogState state = dialog.state();
        assertThat(state.code()).isEqualTo(487);
        Replaces replaces = dialog.replaces();
        assertThat(replaces.callId()).isEqualTo("c");
        Identity referredBy = dialog.referredBy();
        assertThat(referredBy.displayName()).isEqualTo("Bob");
        assertThat(dialog.local().identity()).isEqualTo(Identity.of("sip:alice@example.com"));
        Target target = dialog.local().target();
        Param param = target.params().get(0);
        assertThat(param.value()).isEqualTo("yes");
        assertThat(dialog.remote()).isEqualTo(Participant.of("sip:carol@example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<dialog id='1'/>",
                "<dialog><state>early</state></dialog>",
                "<dialog id='1'><state>odd</state></dialog>",
                "<dialog id='1'><state code='99'>early</state></dialog>",
                "<dialog id='1'><state event='odd'>early</state></dialog>",
                "<dialog id='1'><state>early</state><replaces/></dialog>",
                "<dialog id='1'><state>early</state><local><target/></local></dialog>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document =
                "<dialog-info xmlns='urn:ietf:params:xml:ns:dialog-info' entity='sip:a' version='0' state='full'>@</dialog-info>"
                        .replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }

    @Test
    void mergesPartsAndForgetsDialogsThatEnded() {
        DialogTracker tracker = new DialogTracker();
        Dialog first = Dialog.of("1", DialogState.Value.EARLY);
        Dialog second = Dialog.of("2", DialogState.Value.CONFIRMED);
        assertThat(tracker.update(part(0, first))).isEqualTo(UpdateOutcome.INCOMPLETE);
        assertThat(tracker.update(DialogInfo.full("sip:a@b", 1, List.of(first))))
                .isEqualTo(UpdateOutcome.APPLIED);
        assertThat(tracker.update(part(2, second))).isEqualTo(UpdateOutcome.APPLIED);
        assertThat(tracker.dialogs()).containsExactly(first, second);
        Dialog ended = first.withState(DialogState.of(DialogState.Value.TERMINATED));
        assertThat(tracker.update(part(2, ended))).isEqualTo(UpdateOutcome.OUTDATED);
        tracker.update(part(3, ended));
        assertThat(tracker.dialogs()).containsExactly(ended, second);
        tracker.update(part(4, second));
        assertThat(tracker.dialogs()).containsExactly(second);
        tracker.reset();
        assertThat(tracker.dialogs()).isEmpty();
    }

    private static DialogInfo part(long version, Dialog dialog) {
        return new DialogInfo("sip:a@b", version, DialogInfo.State.PARTIAL, List.of(dialog), Extensions.NONE);
    }
}
