/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialoginfo;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlElement;

/**
 * A side of a dialog: elements {@code local} and {@code remote}.
 *
 * @param identity null when not given
 * @param target null when not given
 * @param sessionDescription as it stands; null when not given
 * @param cseq of the dialog; null when not given
 * @param extensions what other schemas add
 */
public record Participant(
        @Nullable Identity identity,
        @Nullable Target target,
        @Nullable XmlElement sessionDescription,
        @Nullable Long cseq,
        Extensions extensions) {
    public Participant {
        Check.notNegative(cseq, "cseq");
    }

    /** A side of which only the identity is known. */
    public static Participant of(String uri) {
        return new Participant(Identity.of(uri), null, null, null, Extensions.NONE);
    }

    public Participant withIdentity(@Nullable Identity changed) {
        return new Participant(changed, target, sessionDescription, cseq, extensions);
    }

    public Participant withTarget(@Nullable Target changed) {
        return new Participant(identity, changed, sessionDescription, cseq, extensions);
    }

    public Participant withSessionDescription(@Nullable XmlElement changed) {
        return new Participant(identity, target, changed, cseq, extensions);
    }

    public Participant withCseq(@Nullable Long changed) {
        return new Participant(identity, target, sessionDescription, changed, extensions);
    }

    public Participant withExtensions(Extensions changed) {
        return new Participant(identity, target, sessionDescription, cseq, changed);
    }
}
