/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.notification.Observation;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.api.stream.Relocatable;
import org.sipsimple.api.threading.SerialExecutor;

/**
 * A stream as its session sees it: how far it is, ears for what it reports, and a guard round its methods, because they
 * are a plugin's: one that throws has failed, and nothing else has. Session's executor only.
 */
final class StreamHandle {

    /** How far the stream is. */
    enum Stage {
        NEW,
        INITIALIZING,
        INITIALIZED,
        STARTING,
        STARTED,
        FAILED,
        ENDED
    }

    private static final Logger LOG = System.getLogger(StreamHandle.class.getName());

    private final MediaStream stream;
    private final NotificationCenter notifications;
    private final SerialExecutor executor;
    private Stage stage = Stage.NEW;
    private String failure = "";
    private boolean deactivated;
    private Consumer<StreamHandle> listener = handle -> {};
    private @Nullable Observation observation;

    StreamHandle(MediaStream stream, NotificationCenter notifications, SerialExecutor executor) {
        this.stream = stream;
        this.notifications = notifications;
        this.executor = executor;
    }

    MediaStream stream() {
        return stream;
    }

    Stage stage() {
        return stage;
    }

    /** Why it failed, empty when it did not. */
    String failure() {
        return failure;
    }

    /** Who is told of each new stage that the stream itself reaches. */
    void listen(Consumer<StreamHandle> newListener) {
        listener = newListener;
    }

    void initialize(Session session, Direction direction) {
        observation = notifications.observe(MediaStreamNotification.class, stream, executor, this::heard);
        stage = Stage.INITIALIZING;
        guard("initialize", () -> stream.initialize(session, direction));
    }

    /** Prepares anew for the session's address; a stream that cannot do that stays as it is. */
    void relocate() {
        Relocatable relocatable =
                stage == Stage.INITIALIZED ? stream.facet(Relocatable.class).orElse(null) : null;
        if (relocatable != null) {
            stage = Stage.INITIALIZING;
            guard("relocate", relocatable::relocate);
        }
    }

    void start(Agreement agreement, int index) {
        stage = Stage.STARTING;
        guard("start", () -> stream.start(agreement.local(), agreement.remote(), index));
    }

    void update(Agreement agreement, int index) {
        guard("update", () -> stream.update(agreement.local(), agreement.remote(), index));
    }

    void hold(boolean on) {
        guard(on ? "hold" : "unhold", on ? stream::hold : stream::unhold);
    }

    void deactivate() {
        if (stage != Stage.NEW && !deactivated) {
            deactivated = true;
            guard("deactivate", stream::deactivate);
        }
    }

    /** The stream's media line, empty when the stream cannot make one: then it has failed. */
    Optional<SdpMedia> localMedia(@Nullable SdpSession offer, int index) {
        try {
            return Optional.of(stream.localMedia(offer, index));
        } catch (RuntimeException | LinkageError mistake) {
            fail("localMedia", mistake);
            return Optional.empty();
        }
    }

    boolean accepts(SdpSession offer, int index) {
        try {
            return stream.validateUpdate(offer, index);
        } catch (RuntimeException | LinkageError mistake) {
            LOG.log(Level.WARNING, () -> "validateUpdate of " + stream + " threw", mistake);
            return false;
        }
    }

    /** Fails the stream for a reason that it does not know itself. */
    void fail(String reason) {
        if (stage != Stage.FAILED && stage != Stage.ENDED) {
            stage = Stage.FAILED;
            failure = reason;
            listener.accept(this);
        }
    }

    /** Ends the stream, if it ever began; once. */
    void end() {
        if (stage == Stage.ENDED) {
            return;
        }
        boolean began = stage != Stage.NEW;
        stage = Stage.ENDED;
        if (observation != null) {
            observation.close();
        }
        if (began) {
            try {
                stream.end();
            } catch (RuntimeException | LinkageError mistake) {
                LOG.log(Level.WARNING, () -> "end of " + stream + " threw", mistake);
            }
        }
    }

    private void heard(MediaStreamNotification notification) {
        if (notification instanceof MediaStreamNotification.DidInitialize) {
            reach(Stage.INITIALIZING, Stage.INITIALIZED);
        } else if (notification instanceof MediaStreamNotification.DidStart) {
            reach(Stage.STARTING, Stage.STARTED);
        } else if (notification instanceof MediaStreamNotification.DidFail failed) {
            fail(failed.reason());
        } else if (notification instanceof MediaStreamNotification.DidEnd ended) {
            fail(ended.error().isEmpty() ? "the stream ended by itself" : ended.error());
        }
    }

    private void reach(Stage from, Stage to) {
        if (stage == from) {
            stage = to;
            listener.accept(this);
        }
    }

    private void guard(String method, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError mistake) {
            fail(method, mistake);
        }
    }

    private void fail(String method, Throwable mistake) {
        LOG.log(Level.WARNING, () -> method + " of " + stream + " threw", mistake);
        fail(method + " failed: " + mistake.getMessage());
    }
}
