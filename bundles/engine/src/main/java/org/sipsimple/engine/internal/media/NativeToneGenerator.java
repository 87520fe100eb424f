/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.sipsimple.api.media.AudioMixer;
import org.sipsimple.api.media.ToneGenerator;
import org.sipsimple.api.media.ToneGeneratorNotification;
import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaEvent;
import org.sipsimple.pjsip.MediaOp;

/** Owns a native generator while it has a slot. */
final class NativeToneGenerator implements ToneGenerator {
    private static final String KEYS = "123A456B789C*0#D";
    private static final int[] ROWS = {697, 770, 852, 941};
    private static final int[] COLUMNS = {1209, 1336, 1477, 1633};
    private static final Duration KEY = Duration.ofMillis(200);

    /** Without it two equal keys would be one long one. */
    private static final Duration GAP = Duration.ofMillis(50);

    private final EngineCore core;
    private final NativeMixer mixer;
    private final SlotRun run;

    // guarded by this, never while a command runs
    private int volume = Volume.UNCHANGED;
    private int lastOrder;
    private int playedOrder;
    private boolean unreported;

    NativeToneGenerator(EngineCore core, NativeMixer mixer) {
        this.core = core;
        this.mixer = mixer;
        this.run = new SlotRun(core, "tone generator", MediaOp.TONES_STOP, new SlotRun.Listener() {
            @Override
            public void happened(long id, int type, int code) {
                if (type == MediaEvent.TONES_ENDED) {
                    played(code);
                }
            }

            @Override
            public void ended() {
                idle();
            }
        });
    }

    @Override
    public AudioMixer mixer() {
        return mixer;
    }

    @Override
    public void start() throws SipCoreException {
        run.start(MediaOp.TONES_START, new FieldWriter().putLong(mixer.id()).putInt(volume()));
    }

    @Override
    public void stop() {
        run.stop();
        idle();
    }

    private synchronized void idle() {
        playedOrder = lastOrder;
    }

    @Override
    public void playTones(List<Tone> tones) throws SipCoreException {
        long id = run.id().orElseThrow(() -> new SipCoreException("play tones", "the generator is not started"));
        if (tones.isEmpty()) {
            return;
        }
        int order;
        synchronized (this) {
            order = ++lastOrder;
        }
        FieldWriter args = new FieldWriter().putInt(order).putList(tones, (fields, tone) -> fields.putInt(
                        tone.frequency())
                .putInt(tone.secondFrequency())
                .putInt((int) tone.duration().toMillis()));
        try {
            core.call("play tones", MediaOp.TONES_PLAY, id, args);
        } catch (SipCoreException | RuntimeException e) {
            refused(order);
            throw e;
        }
    }

    /** Nothing is played for that order; what came before it may have been, while this order seemed to follow. */
    private void refused(int order) {
        boolean all;
        synchronized (this) {
            boolean latest = lastOrder == order;
            lastOrder = latest ? order - 1 : lastOrder;
            all = latest && unreported && playedOrder >= lastOrder;
            unreported &= !all;
        }
        if (all) {
            reportEnd();
        }
    }

    private void played(int order) {
        boolean all;
        synchronized (this) {
            playedOrder = Math.max(playedOrder, order);
            all = playedOrder >= lastOrder;
            unreported = !all;
        }
        if (all) {
            reportEnd();
        }
    }

    private void reportEnd() {
        if (run.isActive()) {
            core.notifications()
                    .post(new ToneGeneratorNotification.DidFinishPlaying(
                            this, core.scheduler().now()));
        }
    }

    @Override
    public void playDtmf(char digit) throws SipCoreException {
        int key = KEYS.indexOf(Character.toUpperCase(digit));
        if (key < 0) {
            throw new SipCoreException("play DTMF", "'" + digit + "' is none of " + KEYS);
        }
        playTones(List.of(new Tone(ROWS[key / 4], COLUMNS[key % 4], KEY), Tone.pause(GAP)));
    }

    @Override
    public boolean isActive() {
        return run.isActive();
    }

    @Override
    public synchronized boolean isBusy() {
        return playedOrder < lastOrder;
    }

    @Override
    public Optional<Integer> slot() {
        return run.slot();
    }

    @Override
    public synchronized int volume() {
        return volume;
    }

    @Override
    public void setVolume(int percent) throws SipCoreException {
        Volume.require("set volume of tones", percent);
        synchronized (this) {
            volume = percent;
        }
        run.id()
                .ifPresent(id ->
                        core.post("set volume of tones", MediaOp.TONES_VOLUME, id, new FieldWriter().putInt(percent)));
    }

    @Override
    public void close() {
        stop();
    }
}
