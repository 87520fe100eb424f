/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlElement;
import org.sipsimple.payloads.xml.XmlWriter;

import static org.sipsimple.payload.caps.Caps.NAMESPACE;

/**
 * Something that can be said of a service or a device: the table of RFC 5196 sections 3.2 and 3.3, in the order of its
 * schemas. Immutable; the constants are all there are.
 *
 * @param <T> what is said of it
 */
public final class Feature<T> {
    private static final Map<String, Feature<?>> OF_SERVICES = new LinkedHashMap<>();

    /** Who answers. */
    public static final Feature<Support<Actor>> ACTOR = words("actor", Actor::new, Actor::element);

    public static final Feature<Boolean> APPLICATION = flag("application");
    public static final Feature<Boolean> AUDIO = flag("audio");

    /** Whether a machine answers. */
    public static final Feature<Boolean> AUTOMATA = flag("automata");

    /** What the service is for. */
    public static final Feature<Support<UsageClass>> USAGE_CLASS = words("class", UsageClass::new, UsageClass::element);

    public static final Feature<Boolean> CONTROL = flag("control");
    public static final Feature<Boolean> DATA = flag("data");
    public static final Feature<List<Description>> DESCRIPTIONS =
            service("description", new Format.Repeated<>(Description::read, Description::write), List::copyOf);
    public static final Feature<Support<DuplexMode>> DUPLEX = words("duplex", DuplexMode::new, DuplexMode::element);
    public static final Feature<Support<EventPackage>> EVENT_PACKAGES =
            words("event-packages", EventPackage::new, EventPackage::element);

    /** Option tags of SIP. */
    public static final Feature<Support<SipExtension>> EXTENSION_TAGS =
            words("extensions", SipExtension::new, SipExtension::element);

    /** Whether a conference answers. */
    public static final Feature<Boolean> IS_FOCUS = flag("isfocus");

    public static final Feature<Boolean> MESSAGE = flag("message");
    public static final Feature<Support<SipMethod>> METHODS = words("methods", SipMethod::new, SipMethod::element);

    /** Language tags. */
    public static final Feature<Support<String>> LANGUAGES = texts("languages", "l");

    public static final Feature<Support<Priority>> PRIORITY =
            service("priority", new Format.Supported<>(Priority::read, Priority::write), UnaryOperator.identity());

    /** Schemes of URIs. */
    public static final Feature<Support<String>> SCHEMES = texts("schemes", "s");

    public static final Feature<Boolean> TEXT = flag("text");

    /** Media types that are taken. */
    public static final Feature<List<String>> TYPES = service(
            "type",
            new Format.Repeated<>(XmlCursor::requiredText, (name, type, out) -> out.element(NAMESPACE, name, type)),
            List::copyOf);

    public static final Feature<Boolean> VIDEO = flag("video");

    /** Whether a device stays in its place; of devices only. */
    static final Feature<Support<MobilityKind>> MOBILITY =
            new Feature<>("mobility", words(MobilityKind::new, MobilityKind::element), UnaryOperator.identity());

    private final String name;
    private final Format<T> format;
    private final UnaryOperator<T> copier;

    private Feature(String name, Format<T> format, UnaryOperator<T> copier) {
        this.name = name;
        this.format = format;
        this.copier = copier;
    }

    private static <T> Feature<T> service(String name, Format<T> format, UnaryOperator<T> copier) {
        Feature<T> feature = new Feature<>(name, format, copier);
        OF_SERVICES.put(name, feature);
        return feature;
    }

    private static Feature<Boolean> flag(String name) {
        return service(name, new Format.Flag(), UnaryOperator.identity());
    }

    private static <I> Feature<Support<I>> words(
            String name, Function<XmlElement, I> reader, Function<I, XmlElement> element) {
        return service(name, words(reader, element), UnaryOperator.identity());
    }

    private static <I> Format<Support<I>> words(Function<XmlElement, I> reader, Function<I, XmlElement> element) {
        return new Format.Supported<>(in -> reader.apply(in.element()), (item, out) -> element.apply(item)
                .write(out));
    }

    private static Feature<Support<String>> texts(String name, String item) {
        Format<Support<String>> format =
                new Format.Supported<>(XmlCursor::requiredText, (text, out) -> out.element(NAMESPACE, item, text));
        return service(name, format, UnaryOperator.identity());
    }

    /** The feature of services whose elements have a name; null when there is none. */
    static @Nullable Feature<?> named(String name) {
        return OF_SERVICES.get(name);
    }

    /** The features of services in the order of the schema. */
    static Iterable<Feature<?>> ofServices() {
        return OF_SERVICES.values();
    }

    T read(XmlCursor in, @Nullable T before) throws PayloadFormatException {
        return format.read(in, before);
    }

    void write(T value, XmlWriter out) {
        format.write(name, value, out);
    }

    T copy(T value) {
        return copier.apply(value);
    }

    /** The name of its element. */
    @Override
    public String toString() {
        return name;
    }
}
