/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.session.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.sipsimple.api.account.Account;
import org.sipsimple.api.sdp.SdpSession;
import org.sipsimple.api.stream.MediaStream;
import org.sipsimple.api.stream.MediaStreamFactory;
import org.sipsimple.api.stream.MediaStreamRegistry;

/**
 * Asks the media types there are at this moment which of them takes a media line. A factory that throws takes none.
 * Thread-safe.
 */
final class StreamFinder {
    private static final Logger LOG = System.getLogger(StreamFinder.class.getName());

    private final MediaStreamRegistry registry;

    StreamFinder(MediaStreamRegistry registry) {
        this.registry = registry;
    }

    Optional<MediaStream> find(Account account, SdpSession offer, int index) {
        for (MediaStreamFactory factory : registry.factories()) {
            try {
                if (factory.accepts(account, offer, index)) {
                    return Optional.of(factory.createIncoming(account, offer, index));
                }
            } catch (RuntimeException | LinkageError mistake) {
                LOG.log(
                        Level.WARNING,
                        () -> "media type " + factory.type() + " failed on media line " + index + " of an offer",
                        mistake);
            }
        }
        return Optional.empty();
    }

    /** New streams of the types of {@code models}, as far as these types are offered without being asked for. */
    List<MediaStream> alike(Account account, List<MediaStream> models) {
        Set<String> types = models.stream().map(MediaStream::type).collect(Collectors.toSet());
        return defaults(account).stream()
                .filter(stream -> types.contains(stream.type()))
                .toList();
    }

    /** What is offered to a peer that asks for our offer. */
    List<MediaStream> defaults(Account account) {
        return registry.factories().stream()
                .filter(MediaStreamFactory::offeredByDefault)
                .<MediaStream>map(factory -> factory.create(account))
                .toList();
    }
}
