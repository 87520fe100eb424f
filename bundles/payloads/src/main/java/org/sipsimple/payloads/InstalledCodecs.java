/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Requirement;

import org.sipsimple.api.payload.DecodedPayload;
import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.payload.PayloadRegistry;

/** A registry of a fixed list of codecs. Immutable and thread-safe. */
@Requirement(
        namespace = "osgi.serviceloader",
        name = "org.sipsimple.api.payload.PayloadCodec",
        attribute = "osgi.serviceloader=org.sipsimple.api.payload.PayloadCodec",
        resolution = Requirement.Resolution.OPTIONAL,
        effective = "active")
public final class InstalledCodecs implements PayloadRegistry {
    private final List<PayloadCodec<?>> codecs;
    private final Map<String, PayloadCodec<?>> byMediaType = new HashMap<>();

    /** Of two codecs for one media type or class the first counts. */
    public InstalledCodecs(Iterable<? extends PayloadCodec<?>> codecs) {
        List<PayloadCodec<?>> all = new ArrayList<>();
        for (PayloadCodec<?> codec : codecs) {
            all.add(codec);
        }
        this.codecs = List.copyOf(all);
        for (PayloadCodec<?> codec : this.codecs) {
            for (String type : codec.mediaTypes()) {
                byMediaType.putIfAbsent(type, codec);
            }
        }
    }

    /** The codecs on the class path or module path. */
    public static InstalledCodecs installed() {
        List<PayloadCodec<?>> found = new ArrayList<>();
        for (PayloadCodec<?> codec : ServiceLoader.load(PayloadCodec.class, InstalledCodecs.class.getClassLoader())) {
            found.add(codec);
        }
        return new InstalledCodecs(found);
    }

    @Override
    public Optional<PayloadCodec<?>> codec(MediaType type) {
        return Optional.ofNullable(byMediaType.get(type.essence()));
    }

    @Override
    public <T> Optional<PayloadCodec<T>> codec(Class<T> type) {
        return Optional.ofNullable(codecOf(type));
    }

    @SuppressWarnings("unchecked") // a codec says which class it serves
    private <T> @Nullable PayloadCodec<T> codecOf(Class<T> type) {
        for (PayloadCodec<?> codec : codecs) {
            if (codec.type().isAssignableFrom(type)) {
                return (PayloadCodec<T>) codec;
            }
        }
        return null;
    }

    @Override
    public Set<String> mediaTypes() {
        return new TreeSet<>(byMediaType.keySet());
    }

    @Override
    public Set<String> mediaTypes(String eventPackage) {
        Set<String> types = new TreeSet<>();
        byMediaType.forEach((type, codec) -> {
            if (codec.eventPackages().contains(eventPackage)) {
                types.add(type);
            }
        });
        return types;
    }

    @Override
    public DecodedPayload decode(Payload payload) throws PayloadFormatException {
        PayloadCodec<?> codec = byMediaType.get(payload.type().essence());
        return codec == null
                ? new DecodedPayload.NoCodec(payload)
                : new DecodedPayload.Value(payload, codec.decode(payload));
    }

    @Override
    @SuppressWarnings("unchecked") // found by the value's own class
    public Optional<Payload> encode(Object value) {
        PayloadCodec<Object> codec = codecOf((Class<Object>) value.getClass());
        return codec == null ? Optional.empty() : Optional.of(codec.encode(value));
    }
}
