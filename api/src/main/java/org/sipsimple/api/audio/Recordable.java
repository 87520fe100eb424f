/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.audio;

import java.nio.file.Path;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

import org.sipsimple.api.sip.SipCoreException;

/** A facet of streams that can be recorded to a WAV file, both directions mixed. Spec: {@code AudioStream}. */
@ConsumerType
public interface Recordable {

    /** Starts recording; missing folders are created. Posts WillStartRecordingAudio and DidStartRecordingAudio. */
    void startRecording(Path file) throws SipCoreException;

    /** Stops it, if any: WillStopRecordingAudio, DidStopRecordingAudio; the file is complete on return. */
    void stopRecording();

    /** The file being written. */
    Optional<Path> recordingFile();
}
