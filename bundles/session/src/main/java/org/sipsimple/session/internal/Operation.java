/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

/** What a user may ask of a session; {@link StateTable} says when. */
enum Operation {
    CONNECT("connect"),
    RING("sendRingIndication"),
    ACCEPT("accept"),
    REJECT("reject"),
    ACCEPT_PROPOSAL("acceptProposal"),
    REJECT_PROPOSAL("rejectProposal"),
    ADD_STREAMS("addStreams"),
    REMOVE_STREAM("removeStream"),
    CANCEL_PROPOSAL("cancelProposal"),
    HOLD("hold"),
    UNHOLD("unhold"),
    TRANSFER("transfer"),
    ACCEPT_TRANSFER("acceptTransfer"),
    REJECT_TRANSFER("rejectTransfer"),
    END("end");

    private final String method;

    Operation(String method) {
        this.method = method;
    }

    /** The method of {@code Session}. */
    String method() {
        return method;
    }
}
