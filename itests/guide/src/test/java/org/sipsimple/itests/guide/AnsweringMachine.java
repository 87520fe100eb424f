/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.audio.Recordable;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.SipCoreException;

/** A component as docs/guide.md shows it: takes every call and records it. */
@Component(service = {})
public final class AnsweringMachine {
    private final Observation calls;
    private final Observation starts;
    private final Path folder;

    @Activate
    public AnsweringMachine(@Reference NotificationCenter notifications) throws IOException {
        folder = Files.createTempDirectory("messages");
        calls = notifications.observe(
                SessionNotification.NewIncoming.class, call -> call.sender().accept(call.streams()));
        starts = notifications.observe(SessionNotification.DidStart.class, call -> record(call.sender()));
    }

    private void record(Session call) {
        Path file = folder.resolve(call.startTime().orElseThrow().toEpochMilli() + ".wav");
        call.streams().get(0).facet(Recordable.class).ifPresent(voice -> {
            try {
                voice.startRecording(file);
            } catch (SipCoreException e) {
                call.end();
            }
        });
    }

    @Deactivate
    public void close() {
        calls.close();
        starts.close();
    }

    Path folder() {
        return folder;
    }
}
