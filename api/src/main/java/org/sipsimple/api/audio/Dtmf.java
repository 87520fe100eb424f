/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import org.osgi.annotation.versioning.ConsumerType;

import org.sipsimple.api.sip.SipCoreException;

/** A facet of streams that can send keys; received ones come as {@link AudioStreamNotification.GotDtmf}. */
@ConsumerType
public interface Dtmf {

    /**
     * @param digit 0-9, A-D, * or #
     * @throws IllegalArgumentException for any other
     */
    void sendDtmf(char digit) throws SipCoreException;
}
