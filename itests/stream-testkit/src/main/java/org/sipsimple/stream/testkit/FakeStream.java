/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.MediaDirection;
import org.sipsimple.api.sdp.SdpMedia;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.session.Session;
import org.sipsimple.api.sip.Direction;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamNotification;
import org.sipsimple.api.stream.Relocatable;
import org.sipsimple.api.threading.Scheduler;

/**
 * A medium without media, which keeps the contract of {@link MediaStream}; a test can make it fail, throw or wait at any
 * step. Thread-safe as far as the contract asks.
 */
public final class FakeStream implements MediaStream, Relocatable {

    /** What a step does instead of succeeding. */
    public enum Fault {
        /** Succeeds. */
        NONE,
        /** Posts DidFail. */
        FAIL,
        /** Throws. */
        THROW,
        /** Does nothing until the test lets it go on. */
        WAIT
    }

    private final String type;
    private final NotificationCenter notifications;
    private final Scheduler scheduler;
    private final List<String> calls = new ArrayList<>();
    private final Map<Class<?>, Object> powers = new HashMap<>();
    private Fault onInitialize = Fault.NONE;
    private Fault onLocalMedia = Fault.NONE;
    private Fault onStart = Fault.NONE;
    private boolean holdable = true;
    private boolean updatable = true;
    private boolean holdWanted;
    private volatile boolean heldHere;
    private volatile boolean heldThere;
    private boolean ended;

    /** @param type also the media type of its line in SDP */
    public FakeStream(String type, NotificationCenter notifications, Scheduler scheduler) {
        this.type = type;
        this.notifications = notifications;
        this.scheduler = scheduler;
    }

    public FakeStream onInitialize(Fault fault) {
        onInitialize = fault;
        return this;
    }

    public FakeStream onLocalMedia(Fault fault) {
        onLocalMedia = fault;
        return this;
    }

    public FakeStream onStart(Fault fault) {
        onStart = fault;
        return this;
    }

    /** Gives the stream an optional power. */
    public <T> FakeStream with(Class<T> facet, T power) {
        powers.put(facet, power);
        return this;
    }

    /** Makes the stream one that cannot be put on hold. */
    public FakeStream withoutHold() {
        holdable = false;
        return this;
    }

    /** Makes it refuse all changes. */
    public FakeStream withoutUpdate() {
        updatable = false;
        return this;
    }

    /** The methods the session has called, in order, with the line index where there is one. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** Posts DidInitialize, for a stream that waits. */
    public void initialized() {
        notifications.post(new MediaStreamNotification.DidInitialize(this, scheduler.now()));
    }

    /** Posts DidStart, for a stream that waits. */
    public void started() {
        notifications.post(new MediaStreamNotification.DidStart(this, scheduler.now()));
    }

    /** Posts DidFail. */
    public void fails(String reason) {
        notifications.post(new MediaStreamNotification.DidFail(this, scheduler.now(), reason));
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public void initialize(Session session, Direction direction) {
        calls.add("initialize " + direction);
        step(onInitialize, this::initialized);
    }

    @Override
    public void relocate() {
        calls.add("relocate");
        step(onInitialize, this::initialized);
    }

    @Override
    public SdpMedia localMedia(@Nullable SdpSession remoteOffer, int index) {
        calls.add((remoteOffer == null ? "offer " : "answer ") + index);
        step(onLocalMedia, () -> {});
        MediaDirection own = holdWanted ? MediaDirection.SENDONLY : MediaDirection.SENDRECV;
        MediaDirection direction = remoteOffer == null ? own : own.answering(remoteOffer.direction(index));
        return SdpMedia.of(type, 4000, "FAKE", List.of("*")).withDirection(direction);
    }

    @Override
    public void start(SdpSession localSdp, SdpSession remoteSdp, int index) {
        calls.add("start " + index);
        learn(localSdp, remoteSdp, index);
        step(onStart, this::started);
    }

    @Override
    public boolean validateUpdate(SdpSession remoteSdp, int index) {
        return updatable && remoteSdp.media().get(index).media().equals(type);
    }

    @Override
    public void update(SdpSession localSdp, SdpSession remoteSdp, int index) {
        calls.add("update " + index);
        learn(localSdp, remoteSdp, index);
    }

    @Override
    public void hold() {
        calls.add("hold");
        holdWanted = holdable;
    }

    @Override
    public void unhold() {
        calls.add("unhold");
        holdWanted = false;
    }

    @Override
    public void deactivate() {
        calls.add("deactivate");
    }

    @Override
    public void end() {
        if (!ended) {
            ended = true;
            calls.add("end");
            notifications.post(new MediaStreamNotification.WillEnd(this, scheduler.now()));
            notifications.post(new MediaStreamNotification.DidEnd(this, scheduler.now(), ""));
        }
    }

    @Override
    public <T> Optional<T> facet(Class<T> facet) {
        return Optional.ofNullable(facet.cast(powers.get(facet))).or(() -> MediaStream.super.facet(facet));
    }

    @Override
    public boolean holdSupported() {
        return holdable;
    }

    @Override
    public boolean onHoldByLocal() {
        return heldHere;
    }

    @Override
    public boolean onHoldByRemote() {
        return heldThere;
    }

    private void learn(SdpSession local, SdpSession remote, int index) {
        heldHere = holdable && !local.direction(index).receives();
        heldThere = holdable && !remote.direction(index).receives();
    }

    private void step(Fault fault, Runnable success) {
        switch (fault) {
            case NONE -> success.run();
            case FAIL -> fails("a fault on purpose");
            case THROW -> throw new IllegalStateException("a fault on purpose");
            case WAIT -> {}
        }
    }

    @Override
    public String toString() {
        return "fake " + type + " stream";
    }
}
