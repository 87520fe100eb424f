/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import org.osgi.annotation.versioning.ConsumerType;

/** A facet of streams that are heard and fed through a bridge of their own. Spec: {@code AudioStream.bridge}. */
@ConsumerType
public interface BridgedAudio {

    /**
     * Contains the sound device, unless the stream is in an {@link AudioConference}, and the stream while it runs and is
     * not on hold. What an application adds is heard by the peer, and recorded with the stream.
     *
     * @throws IllegalStateException before the stream is initialised
     */
    AudioBridge bridge();
}
