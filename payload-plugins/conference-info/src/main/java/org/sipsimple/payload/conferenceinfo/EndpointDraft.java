/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Extensions;

/** The parts of an {@link Endpoint} while they are put together. Used on one thread. */
final class EndpointDraft {
    @Nullable
    String entity;

    State state = State.FULL;

    @Nullable
    String displayText;

    @Nullable
    Modified referred;

    Endpoint.@Nullable Status status;
    Endpoint.@Nullable JoiningMethod joiningMethod;

    @Nullable
    Modified joiningInfo;

    Endpoint.@Nullable DisconnectionMethod disconnectionMethod;

    @Nullable
    Modified disconnectionInfo;

    List<Media> media = List.of();

    @Nullable
    CallInfo callInfo;

    EndpointDraft() {}

    EndpointDraft(Endpoint endpoint) {
        entity = endpoint.entity();
        state = endpoint.state();
        displayText = endpoint.displayText();
        referred = endpoint.referred();
        status = endpoint.status();
        joiningMethod = endpoint.joiningMethod();
        joiningInfo = endpoint.joiningInfo();
        disconnectionMethod = endpoint.disconnectionMethod();
        disconnectionInfo = endpoint.disconnectionInfo();
        media = endpoint.media();
        callInfo = endpoint.callInfo();
    }

    Endpoint finished(Extensions extensions) {
        return new Endpoint(
                entity,
                state,
                displayText,
                referred,
                status,
                joiningMethod,
                joiningInfo,
                disconnectionMethod,
                disconnectionInfo,
                media,
                callInfo,
                extensions);
    }
}
