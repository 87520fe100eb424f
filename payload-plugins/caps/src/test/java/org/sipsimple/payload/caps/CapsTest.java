/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.namespace.QName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.itests.payload.XmlCodecContract;
import org.sipsimple.payload.pidf.Basic;
import org.sipsimple.payload.pidf.PidfCodec;
import org.sipsimple.payload.pidf.Presence;
import org.sipsimple.payload.pidf.Tuple;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CapsTest extends XmlCodecContract<Presence> {

    CapsTest() {
        super(new PidfCodec(ExtensionReaders.of(List.of(new Caps()))));
    }

    @Override
    protected Presence sample() {
        Servcaps service = Servcaps.NONE
                .with(
                        Feature.ACTOR,
                        Support.of(List.of(Actor.PRINCIPAL, Actor.ATTENDANT, Actor.MSG_TAKER, Actor.INFORMATION)))
                .with(Feature.APPLICATION, true)
                .with(Feature.AUDIO, true)
                .with(Feature.AUTOMATA, false)
                .with(Feature.USAGE_CLASS, Support.of(List.of(UsageClass.BUSINESS, UsageClass.PERSONAL)))
                .with(Feature.CONTROL, false)
                .with(Feature.DATA, true)
                .with(Feature.DESCRIPTIONS, List.of(new Description("a service", "en")))
                .with(
                        Feature.DUPLEX,
                        Support.of(List.of(
                                DuplexMode.FULL, DuplexMode.HALF, DuplexMode.RECEIVE_ONLY, DuplexMode.SEND_ONLY)))
                .with(
                        Feature.EVENT_PACKAGES,
                        Support.of(List.of(
                                EventPackage.CONFERENCE,
                                EventPackage.DIALOG,
                                EventPackage.KPML,
                                EventPackage.MESSAGE_SUMMARY,
                                EventPackage.POC_SETTINGS,
                                EventPackage.PRESENCE,
                                EventPackage.REG,
                                EventPackage.REFER,
                                EventPackage.SIEMENS_RTP_STATS,
                                EventPackage.SPIRITS_INDPS,
                                EventPackage.SPIRITS_USER_PROF,
                                EventPackage.WINFO)))
                .with(
                        Feature.EXTENSION_TAGS,
                        Support.of(List.of(
                                SipExtension.REL100,
                                SipExtension.EARLY_SESSION,
                                SipExtension.EVENTLIST,
                                SipExtension.FROM_CHANGE,
                                SipExtension.GRUU,
                                SipExtension.HIST_INFO,
                                SipExtension.JOIN,
                                SipExtension.NOREFERSUB,
                                SipExtension.PATH,
                                SipExtension.PRECONDITION,
                                SipExtension.PREF,
                                SipExtension.PRIVACY,
                                SipExtension.RECIPIENT_LIST_INVITE,
                                SipExtension.RECIPIENT_LIST_SUBSCRIBE,
                                SipExtension.REPLACES,
                                SipExtension.RESOURCE_PRIORITY,
                                SipExtension.SDP_ANAT,
                                SipExtension.SEC_AGREE,
                                SipExtension.TDIALOG,
                                SipExtension.TIMER)))
                .with(Feature.IS_FOCUS, true)
                .with(Feature.MESSAGE, true)
                .with(
                        Feature.METHODS,
                        Support.of(List.of(
                                        SipMethod.ACK,
                                        SipMethod.BYE,
                                        SipMethod.CANCEL,
                                        SipMethod.INFO,
                                        SipMethod.INVITE,
                                        SipMethod.MESSAGE,
                                        SipMethod.NOTIFY,
                                        SipMethod.OPTIONS,
                                        SipMethod.PRACK,
                                        SipMethod.PUBLISH,
                                        SipMethod.REFER,
                                        SipMethod.REGISTER,
                                        SipMethod.SUBSCRIBE,
                                        SipMethod.UPDATE))
                                .withNotSupported(List.of(SipMethod.PRACK)))
                .with(Feature.LANGUAGES, Support.of(List.of("en", "de")))
                .with(
                        Feature.PRIORITY,
                        new Support<>(
                                List.of(Priority.lowerThan(10), Priority.range(20, 30)),
                                List.of(Priority.higherThan(40), Priority.equalTo(5)),
                                Extensions.NONE))
                .with(Feature.SCHEMES, Support.of(List.of("sip", "tel")))
                .with(Feature.TEXT, true)
                .with(Feature.TYPES, List.of("application/sdp"))
                .with(Feature.VIDEO, false)
                .withExtensions(Extensions.of(XmlElement.of(new QName("urn:x", "more", "x"), "")));
        Devcaps device = new Devcaps(
                List.of(new Description("a phone", null)),
                Support.of(List.of(MobilityKind.FIXED, MobilityKind.MOBILE)),
                Extensions.of(XmlElement.of(new QName("urn:x", "wheels", "x"), "4")));
        return Presence.of("pres:a@b")
                .withTuple(Tuple.of("t", Basic.OPEN).withExtension(service))
                .withExtension(device);
    }

    @Override
    protected List<String> documents() {
        return List.of("service.xml");
    }

    @Test
    void everyElementSurvives() throws PayloadFormatException {
        Presence presence = sample();
        assertSurvives(presence);
        Servcaps caps =
                presence.tuples().get(0).extensions().first(Servcaps.class).orElseThrow();
        assertThat(caps.actor().supported())
                .containsExactly(Actor.PRINCIPAL, Actor.ATTENDANT, Actor.MSG_TAKER, Actor.INFORMATION);
        assertThat(caps.usageClass().supported()).containsExactly(UsageClass.BUSINESS, UsageClass.PERSONAL);
        assertThat(caps.duplex().supported())
                .containsExactly(DuplexMode.FULL, DuplexMode.HALF, DuplexMode.RECEIVE_ONLY, DuplexMode.SEND_ONLY);
        assertThat(caps.eventPackages().supported())
                .containsExactly(
                        EventPackage.CONFERENCE,
                        EventPackage.DIALOG,
                        EventPackage.KPML,
                        EventPackage.MESSAGE_SUMMARY,
                        EventPackage.POC_SETTINGS,
                        EventPackage.PRESENCE,
                        EventPackage.REG,
                        EventPackage.REFER,
                        EventPackage.SIEMENS_RTP_STATS,
                        EventPackage.SPIRITS_INDPS,
                        EventPackage.SPIRITS_USER_PROF,
                        EventPackage.WINFO);
        assertThat(caps.extensionTags().supported())
                .containsExactly(
                        SipExtension.REL100,
                        SipExtension.EARLY_SESSION,
                        SipExtension.EVENTLIST,
                        SipExtension.FROM_CHANGE,
                        SipExtension.GRUU,
                        SipExtension.HIST_INFO,
                        SipExtension.JOIN,
                        SipExtension.NOREFERSUB,
                        SipExtension.PATH,
                        SipExtension.PRECONDITION,
                        SipExtension.PREF,
                        SipExtension.PRIVACY,
                        SipExtension.RECIPIENT_LIST_INVITE,
                        SipExtension.RECIPIENT_LIST_SUBSCRIBE,
                        SipExtension.REPLACES,
                        SipExtension.RESOURCE_PRIORITY,
                        SipExtension.SDP_ANAT,
                        SipExtension.SEC_AGREE,
                        SipExtension.TDIALOG,
                        SipExtension.TIMER);
        assertThat(caps.methods().supported())
                .containsExactly(
                        SipMethod.ACK,
                        SipMethod.BYE,
                        SipMethod.CANCEL,
                        SipMethod.INFO,
                        SipMethod.INVITE,
                        SipMethod.MESSAGE,
                        SipMethod.NOTIFY,
                        SipMethod.OPTIONS,
                        SipMethod.PRACK,
                        SipMethod.PUBLISH,
                        SipMethod.REFER,
                        SipMethod.REGISTER,
                        SipMethod.SUBSCRIBE,
                        SipMethod.UPDATE);
        assertThat(caps.methods().notSupported()).containsExactly(SipMethod.PRACK);
        assertThat(caps.languages().supported()).containsExactly("en", "de");
        assertThat(caps.schemes().supported()).containsExactly("sip", "tel");
        Support<Priority> priorities = caps.priority();
        assertThat(priorities.supported()).containsExactly(Priority.lowerThan(10), Priority.range(20, 30));
        assertThat(priorities.notSupported()).containsExactly(Priority.higherThan(40), Priority.equalTo(5));
        assertThat(caps.application() && caps.audio() && caps.data() && caps.isFocus() && caps.message() && caps.text())
                .isTrue();
        assertThat(caps.automata() || caps.control() || caps.video()).isFalse();
        assertThat(caps.types()).containsExactly("application/sdp");
        Description description = caps.descriptions().get(0);
        assertThat(description.language()).isEqualTo("en");
        assertThat(caps.extensions().elements()).hasSize(1);
        Devcaps device = presence.extensions().first(Devcaps.class).orElseThrow();
        assertThat(device.mobility().supported()).containsExactly(MobilityKind.FIXED, MobilityKind.MOBILE);
        assertThat(device.extensions().elements()).hasSize(1);
        Support<MobilityKind> open =
                Support.of(List.of(new MobilityKind(XmlElement.of(new QName("urn:x", "flying", "x"), ""))));
        assertSurvives(Presence.of("pres:a@b").withExtension(device.withMobility(open)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<c:servcaps><c:audio>loud</c:audio></c:servcaps>",
                "<c:servcaps><c:priority><c:supported><c:range minvalue='1'/></c:supported></c:priority></c:servcaps>",
                "<c:servcaps><c:priority><c:supported><c:range minvalue='3' maxvalue='1'/></c:supported></c:priority></c:servcaps>",
                "<c:servcaps><c:priority><c:supported><c:odd/></c:supported></c:priority></c:servcaps>",
                "<c:servcaps><c:languages><c:supported><c:l/></c:supported></c:languages></c:servcaps>"
            })
    void refusesPartsThatTheSchemaForbids(String content) {
        String document =
                "<presence xmlns='urn:ietf:params:xml:ns:pidf' xmlns:c='urn:ietf:params:xml:ns:pidf:caps' entity='pres:a'>@</presence>"
                        .replace("@", content);
        assertThatThrownBy(() -> codec.decode(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadFormatException.class);
    }
}
