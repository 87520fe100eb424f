/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.payload.PayloadRegistry;
import org.sipsimple.payloads.InstalledCodecs;

/** The registry in OSGi: every change of the services makes a new fixed one, so that readers never wait. */
final class WhiteboardRegistry implements PayloadRegistry, Whiteboard.Sum<PayloadCodec<?>> {
    private volatile InstalledCodecs current = new InstalledCodecs(List.of());

    @Override
    public void use(List<PayloadCodec<?>> codecs) {
        current = new InstalledCodecs(codecs);
    }

    @Override
    public Optional<PayloadCodec<?>> codec(MediaType type) {
        return current.codec(type);
    }

    @Override
    public <T> Optional<PayloadCodec<T>> codec(Class<T> type) {
        return current.codec(type);
    }

    @Override
    public Set<String> mediaTypes() {
        return current.mediaTypes();
    }

    @Override
    public Set<String> mediaTypes(String eventPackage) {
        return current.mediaTypes(eventPackage);
    }

    @Override
    public DecodedPayload decode(Payload payload) throws PayloadFormatException {
        return current.decode(payload);
    }

    @Override
    public Optional<Payload> encode(Object value) {
        return current.encode(value);
    }
}
