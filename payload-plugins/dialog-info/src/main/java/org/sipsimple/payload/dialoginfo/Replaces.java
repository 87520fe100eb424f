/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

import org.sipsimple.payloads.xml.Check;

/**
 * The identifiers of a dialog that was replaced.
 *
 * @param callId the Call-ID
 * @param localTag the tag of this side
 * @param remoteTag the tag of the other side
 */
public record Replaces(String callId, String localTag, String remoteTag) {
    public Replaces {
        Check.text(callId, "call-id");
        Check.text(localTag, "local-tag");
        Check.text(remoteTag, "remote-tag");
    }

    public Replaces withCallId(String changed) {
        return new Replaces(changed, localTag, remoteTag);
    }

    public Replaces withLocalTag(String changed) {
        return new Replaces(callId, changed, remoteTag);
    }

    public Replaces withRemoteTag(String changed) {
        return new Replaces(callId, localTag, changed);
    }
}
