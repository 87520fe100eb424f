/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.nio.file.Path;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

import org.sipsimple.api.sip.SipCoreException;

/**
 * A facet of streams that can be recorded to a WAV file, both directions mixed. While the stream is on hold nothing is
 * recorded. Spec: {@code AudioStream}.
 */
@ConsumerType
public interface Recordable {

    /** Starts recording; missing folders are created. Posts WillStartRecordingAudio and DidStartRecordingAudio. */
    void startRecording(Path file) throws SipCoreException;

    /**
     * Starts recording to a new file in the folder {@code audio.directory} of the settings, in which every account has its
     * own: {@code 20261127-094500-bob@example.com-outgoing.wav}.
     *
     * @return the file
     */
    Path startRecording() throws SipCoreException;

    /** Stops it, if any: WillStopRecordingAudio, DidStopRecordingAudio; the file is complete on return. */
    void stopRecording();

    /** The file being written. */
    Optional<Path> recordingFile();
}
