/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlCursor;

import static org.sipsimple.payload.conferenceinfo.ConferenceInfoCodec.NAMESPACE;
import static org.sipsimple.payload.conferenceinfo.ConferenceReader.execution;
import static org.sipsimple.payload.conferenceinfo.ConferenceReader.state;

/** Reads the devices of a participant, the largest branch of the schema. */
final class EndpointReader {
    private EndpointReader() {}

    static Endpoint endpoint(XmlCursor in) throws PayloadFormatException {
        EndpointDraft draft = new EndpointDraft();
        draft.entity = in.uri("entity");
        draft.state = state(in);
        Extensions.Collector extra = Extensions.collect(in, "entity", "state");
        List<Media> media = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "display-text" -> draft.displayText = in.text();
                case "referred" -> draft.referred = execution(in);
                case "status" -> draft.status = in.wordText(Endpoint.Status.class);
                case "joining-method" -> draft.joiningMethod = in.wordText(Endpoint.JoiningMethod.class);
                case "joining-info" -> draft.joiningInfo = execution(in);
                case "disconnection-method" ->
                    draft.disconnectionMethod = in.wordText(Endpoint.DisconnectionMethod.class);
                case "disconnection-info" -> draft.disconnectionInfo = execution(in);
                case "media" -> media.add(media(in));
                case "call-info" -> draft.callInfo = callInfo(in);
                default -> extra.add(in);
            }
        }
        draft.media = media;
        return draft.finished(extra.build());
    }

    private static Media media(XmlCursor in) throws PayloadFormatException {
        String id = in.required("id");
        State state = state(in);
        Extensions.Collector extra = Extensions.collect(in, "id", "state");
        String displayText = null;
        String type = null;
        String label = null;
        String srcId = null;
        MediaStatus status = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "display-text" -> displayText = in.text();
                case "type" -> type = in.trimmed();
                case "label" -> label = in.trimmed();
                case "src-id" -> srcId = in.trimmed();
                case "status" -> status = in.wordText(MediaStatus.class);
                default -> extra.add(in);
            }
        }
        return new Media(id, state, displayText, type, label, srcId, status, extra.build());
    }

    private static CallInfo callInfo(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        CallInfo.Sip sip = null;
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("sip")) {
                sip = sip(in);
            } else {
                extra.add(in);
            }
        }
        return new CallInfo(sip, extra.build());
    }

    private static CallInfo.Sip sip(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        String displayText = null;
        String callId = "";
        String fromTag = "";
        String toTag = "";
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "display-text" -> displayText = in.text();
                case "call-id" -> callId = in.trimmed();
                case "from-tag" -> fromTag = in.trimmed();
                case "to-tag" -> toTag = in.trimmed();
                default -> extra.add(in);
            }
        }
        return new CallInfo.Sip(displayText, callId, fromTag, toTag, extra.build());
    }
}
