/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A device of a participant.
 *
 * @param entity the URI, unique among the devices of the participant; null for the only one
 * @param state whether this is all, a part, or the news that it left
 * @param displayText null when not given
 * @param referred who called it in; null when nobody did
 * @param status null when not given
 * @param joiningMethod null when not given
 * @param joiningInfo when, why and by whose doing it joined; null when not given
 * @param disconnectionMethod null when not given
 * @param disconnectionInfo when, why and by whose doing it left; null when not given
 * @param media in order
 * @param callInfo the call's identifiers; null when not given
 * @param extensions what other schemas add
 */
public record Endpoint(
        @Nullable String entity,
        State state,
        @Nullable String displayText,
        @Nullable Modified referred,
        @Nullable Status status,
        @Nullable JoiningMethod joiningMethod,
        @Nullable Modified joiningInfo,
        @Nullable DisconnectionMethod disconnectionMethod,
        @Nullable Modified disconnectionInfo,
        List<Media> media,
        @Nullable CallInfo callInfo,
        Extensions extensions) {
    public Endpoint {
        Check.present(state, "state");
        media = List.copyOf(media);
    }

    /** How far the device is on its way in or out. */
    public enum Status {
        PENDING,
        DIALING_OUT,
        DIALING_IN,
        ALERTING,
        ON_HOLD,
        CONNECTED,
        MUTED_VIA_FOCUS,
        DISCONNECTING,
        DISCONNECTED
    }

    /** How the device came in. */
    public enum JoiningMethod {
        DIALED_IN,
        DIALED_OUT,
        FOCUS_OWNER
    }

    /** How the device left. */
    public enum DisconnectionMethod {
        DEPARTED,
        BOOTED,
        FAILED,
        BUSY
    }

    /** A device of which only the URI is known. */
    public static Endpoint of(String entity) {
        EndpointDraft draft = new EndpointDraft();
        draft.entity = entity;
        return draft.finished(Extensions.NONE);
    }

    public Endpoint withEntity(@Nullable String changed) {
        return with(draft -> draft.entity = changed);
    }

    public Endpoint withState(State changed) {
        return with(draft -> draft.state = changed);
    }

    public Endpoint withDisplayText(@Nullable String changed) {
        return with(draft -> draft.displayText = changed);
    }

    public Endpoint withReferred(@Nullable Modified changed) {
        return with(draft -> draft.referred = changed);
    }

    public Endpoint withStatus(@Nullable Status changed) {
        return with(draft -> draft.status = changed);
    }

    public Endpoint withJoiningMethod(@Nullable JoiningMethod changed) {
        return with(draft -> draft.joiningMethod = changed);
    }

    public Endpoint withJoiningInfo(@Nullable Modified changed) {
        return with(draft -> draft.joiningInfo = changed);
    }

    public Endpoint withDisconnectionMethod(@Nullable DisconnectionMethod changed) {
        return with(draft -> draft.disconnectionMethod = changed);
    }

    public Endpoint withDisconnectionInfo(@Nullable Modified changed) {
        return with(draft -> draft.disconnectionInfo = changed);
    }

    public Endpoint withMedia(List<Media> changed) {
        return with(draft -> draft.media = changed);
    }

    public Endpoint withCallInfo(@Nullable CallInfo changed) {
        return with(draft -> draft.callInfo = changed);
    }

    public Endpoint withExtensions(Extensions changed) {
        return new EndpointDraft(this).finished(changed);
    }

    private Endpoint with(Consumer<EndpointDraft> change) {
        EndpointDraft draft = new EndpointDraft(this);
        change.accept(draft);
        return draft.finished(extensions);
    }
}
