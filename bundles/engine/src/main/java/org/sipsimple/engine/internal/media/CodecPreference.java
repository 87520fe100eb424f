/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.engine.internal.media;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.sipsimple.api.sip.SipCoreException;
import org.sipsimple.engine.internal.core.EngineCore;
import org.sipsimple.pjsip.FieldReader;
import org.sipsimple.pjsip.FieldWriter;
import org.sipsimple.pjsip.MediaOp;

/** Turns names of codecs into codecs that the library has. Thread-safe. */
final class CodecPreference {
    /** Wide band first, then what everybody has, then what costs more than it gives. */
    static final List<String> DEFAULT = List.of("opus", "G722", "PCMU", "PCMA", "speex", "GSM");

    private static final Logger LOG = System.getLogger(CodecPreference.class.getName());

    private final EngineCore core;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    CodecPreference(EngineCore core) {
        this.core = core;
    }

    /**
     * The codecs of these names in this order; a name that is not available is left out and logged once.
     *
     * @param names empty for those of the engine's options, and when those are empty too, {@link #DEFAULT}
     * @throws SipCoreException when none is left, or the engine is not running
     */
    List<AudioCodec> choose(List<String> names) throws SipCoreException {
        List<String> wanted = !names.isEmpty() ? names : core.options().codecs();
        List<String> order = !wanted.isEmpty() ? wanted : DEFAULT;
        List<Built> built =
                core.call("list codecs", MediaOp.CODECS, 0, new FieldWriter()).readList(Built::read);
        List<AudioCodec> chosen = order.stream()
                .distinct()
                .flatMap(name -> {
                    List<AudioCodec> found = AudioCodec.KNOWN.stream()
                            .filter(codec ->
                                    codec.isCalled(name) && built.stream().anyMatch(b -> b.is(codec)))
                            .toList();
                    if (found.isEmpty() && reported.add(name.toLowerCase(Locale.ROOT))) {
                        LOG.log(Level.WARNING, () -> "codec " + name + " is not available and left out");
                    }
                    return found.stream();
                })
                .distinct()
                .toList();
        if (chosen.isEmpty()) {
            throw new SipCoreException("choose codecs", "none of " + String.join(", ", order) + " is available");
        }
        return chosen;
    }

    private record Built(String encoding, int rate) {
        static Built read(FieldReader fields) {
            Built built = new Built(fields.readText(), fields.readInt());
            fields.readInt(); // channels
            return built;
        }

        boolean is(AudioCodec codec) {
            return encoding.equalsIgnoreCase(codec.map().encoding()) && rate == codec.decodedRate();
        }
    }
}
