/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * The capabilities of a service, inside a tuple (RFC 5196 section 3.2): what is said of some {@linkplain Feature features}.
 *
 * <pre>{@code
 * Servcaps.NONE.with(Feature.AUDIO, true).with(Feature.METHODS, Support.of(List.of(SipMethod.INVITE, SipMethod.BYE)))
 * }</pre>
 *
 * Immutable; two of them are equal when they say the same.
 */
public final class Servcaps implements Extension {
    /** A service of which nothing is said. */
    public static final Servcaps NONE = new Servcaps(Map.of(), Extensions.NONE);

    private final Map<Feature<?>, Object> said;
    private final Extensions extensions;

    private Servcaps(Map<Feature<?>, Object> said, Extensions extensions) {
        this.said = Map.copyOf(said);
        this.extensions = extensions;
    }

    /** What is said of a feature; null when nothing is. */
    @SuppressWarnings("unchecked") // with() lets no other value in
    public <T> @Nullable T get(Feature<T> feature) {
        return (T) said.get(feature);
    }

    /** Says something of a feature; null says nothing. */
    public <T> Servcaps with(Feature<T> feature, @Nullable T value) {
        Map<Feature<?>, Object> changed = new HashMap<>(said);
        if (value == null) {
            changed.remove(feature);
        } else {
            changed.put(feature, feature.copy(value));
        }
        return new Servcaps(changed, extensions);
    }

    public Servcaps withExtensions(Extensions changed) {
        return new Servcaps(said, changed);
    }

    public @Nullable Support<Actor> actor() {
        return get(Feature.ACTOR);
    }

    public @Nullable Boolean application() {
        return get(Feature.APPLICATION);
    }

    public @Nullable Boolean audio() {
        return get(Feature.AUDIO);
    }

    public @Nullable Boolean automata() {
        return get(Feature.AUTOMATA);
    }

    public @Nullable Support<UsageClass> usageClass() {
        return get(Feature.USAGE_CLASS);
    }

    public @Nullable Boolean control() {
        return get(Feature.CONTROL);
    }

    public @Nullable Boolean data() {
        return get(Feature.DATA);
    }

    /** In order; empty when there are none. */
    public List<Description> descriptions() {
        return Objects.requireNonNullElse(get(Feature.DESCRIPTIONS), List.of());
    }

    public @Nullable Support<DuplexMode> duplex() {
        return get(Feature.DUPLEX);
    }

    public @Nullable Support<EventPackage> eventPackages() {
        return get(Feature.EVENT_PACKAGES);
    }

    public @Nullable Support<SipExtension> extensionTags() {
        return get(Feature.EXTENSION_TAGS);
    }

    public @Nullable Boolean isFocus() {
        return get(Feature.IS_FOCUS);
    }

    public @Nullable Boolean message() {
        return get(Feature.MESSAGE);
    }

    public @Nullable Support<SipMethod> methods() {
        return get(Feature.METHODS);
    }

    public @Nullable Support<String> languages() {
        return get(Feature.LANGUAGES);
    }

    public @Nullable Support<Priority> priority() {
        return get(Feature.PRIORITY);
    }

    public @Nullable Support<String> schemes() {
        return get(Feature.SCHEMES);
    }

    public @Nullable Boolean text() {
        return get(Feature.TEXT);
    }

    /** In order; empty when there are none. */
    public List<String> types() {
        return Objects.requireNonNullElse(get(Feature.TYPES), List.of());
    }

    public @Nullable Boolean video() {
        return get(Feature.VIDEO);
    }

    /** What other schemas add. */
    public Extensions extensions() {
        return extensions;
    }

    @Override
    public void write(XmlWriter out) {
        out.start(Caps.NAMESPACE, "servcaps").attributes(extensions);
        for (Feature<?> feature : Feature.ofServices()) {
            write(feature, out);
        }
        out.elements(extensions).end();
    }

    private <T> void write(Feature<T> feature, XmlWriter out) {
        T value = get(feature);
        if (value != null) {
            feature.write(value, out);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Servcaps that && said.equals(that.said) && extensions.equals(that.extensions);
    }

    @Override
    public int hashCode() {
        return 31 * said.hashCode() + extensions.hashCode();
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "Servcaps[", "]");
        for (Feature<?> feature : Feature.ofServices()) {
            if (said.containsKey(feature)) {
                text.add(feature + "=" + said.get(feature));
            }
        }
        return text.add("extensions=" + extensions).toString();
    }
}
