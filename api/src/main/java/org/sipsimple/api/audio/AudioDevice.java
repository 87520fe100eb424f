/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The sound devices of a mixer as a port: produces what the microphone hears and consumes what the loudspeaker plays.
 * Which devices those are is the mixer's business and may change any time. Thread-safe. Spec: Middleware API, {@code
 * AudioDevice}.
 */
@ProviderType
public interface AudioDevice extends AudioPort {

    /** Whether it does not act as a producer: nobody in its bridges hears the microphone. */
    boolean isInputMuted();

    /** On return the bridges it is in have followed. Posts {@link AudioPortNotification.DidChangeSlots} on a change. */
    void setInputMuted(boolean muted);

    /** Whether it does not act as a consumer: the loudspeaker plays nothing of its bridges. */
    boolean isOutputMuted();

    /** On return the bridges it is in have followed. Posts {@link AudioPortNotification.DidChangeSlots} on a change. */
    void setOutputMuted(boolean muted);
}
