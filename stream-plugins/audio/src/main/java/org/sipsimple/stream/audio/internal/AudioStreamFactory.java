/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.audio.internal;

import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.audio.AudioFactory;
import org.sipsimple.api.audio.SystemAudio;
import org.sipsimple.api.lookup.Lookup;
import org.sipsimple.api.media.MediaFactory;
import org.sipsimple.api.notification.NotificationCenter;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.sip.Engine;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.StreamType;
import org.sipsimple.api.threading.ThreadManager;
import org.sipsimple.stream.audio.AudioSettings;

/** Makes audio streams. Thread-safe. */
@Component(service = MediaStreamFactory.class)
@StreamType(type = AudioStreamFactory.TYPE)
public final class AudioStreamFactory implements MediaStreamFactory {
    static final String TYPE = "audio";

    private final Engine engine;
    private final AudioParts parts;

    @Activate
    public AudioStreamFactory(
            @Reference Engine engine,
            @Reference MediaFactory media,
            @Reference AudioFactory audio,
            @Reference SystemAudio places,
            @Reference Lookup lookup,
            @Reference NotificationCenter notifications,
            @Reference ThreadManager threads) {
        this.engine = engine;
        this.parts = new AudioParts(media, audio, places, lookup, notifications, threads);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean offeredByDefault() {
        return true;
    }

    @Override
    public MediaStream create(Account account) {
        return new AudioStream(account, parts, judge(account), null);
    }

    @Override
    public boolean accepts(Account account, SdpSession remoteOffer, int index) {
        return judge(account).accepts(remoteOffer, index);
    }

    @Override
    public MediaStream createIncoming(Account account, SdpSession remoteOffer, int index) {
        return new AudioStream(
                account,
                parts,
                judge(account).keptTo(remoteOffer, index),
                MediaPlace.facing(engine, remoteOffer, index));
    }

    private OfferJudge judge(Account account) {
        List<String> chosen = account.settings().get(AudioSettings.CODECS);
        return new OfferJudge(
                account.settings().get(AudioSettings.SRTP_ENCRYPTION),
                chosen.isEmpty() ? engine.availableCodecs() : chosen);
    }
}
