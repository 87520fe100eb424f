/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.XmlWriter;

import static org.sipsimple.payload.caps.Caps.NAMESPACE;

/** Writes the elements of RFC 5196 in the order of its schemas. */
final class CapsWriter {
    private CapsWriter() {}

    static void servcaps(Servcaps caps, XmlWriter out) {
        out.start(NAMESPACE, "servcaps").attributes(caps.extensions());
        support("actor", caps.actor(), (actor, o) -> actor.element().write(o), out);
        out.element(NAMESPACE, "application", caps.application())
                .element(NAMESPACE, "audio", caps.audio())
                .element(NAMESPACE, "automata", caps.automata());
        support("class", caps.usageClass(), (usage, o) -> usage.element().write(o), out);
        out.element(NAMESPACE, "control", caps.control()).element(NAMESPACE, "data", caps.data());
        descriptions(caps.descriptions(), out);
        support("duplex", caps.duplex(), (mode, o) -> mode.element().write(o), out);
        support(
                "event-packages",
                caps.eventPackages(),
                (event, o) -> event.element().write(o),
                out);
        support("extensions", caps.extensionTags(), (tag, o) -> tag.element().write(o), out);
        out.element(NAMESPACE, "isfocus", caps.isFocus()).element(NAMESPACE, "message", caps.message());
        support("methods", caps.methods(), (method, o) -> method.element().write(o), out);
        support("languages", caps.languages(), (language, o) -> o.element(NAMESPACE, "l", language), out);
        Priorities priority = caps.priority();
        if (priority != null) {
            Support<Priority> all = new Support<>(priority.supported(), priority.notSupported(), priority.extensions());
            support("priority", all, CapsWriter::priority, out);
        }
        support("schemes", caps.schemes(), (scheme, o) -> o.element(NAMESPACE, "s", scheme), out);
        out.element(NAMESPACE, "text", caps.text());
        caps.types().forEach(type -> out.element(NAMESPACE, "type", type));
        out.element(NAMESPACE, "video", caps.video())
                .elements(caps.extensions())
                .end();
    }

    static void devcaps(Devcaps caps, XmlWriter out) {
        out.start(NAMESPACE, "devcaps").attributes(caps.extensions());
        descriptions(caps.descriptions(), out);
        support("mobility", caps.mobility(), (kind, o) -> kind.element().write(o), out);
        out.elements(caps.extensions()).end();
    }

    private static void descriptions(List<Description> descriptions, XmlWriter out) {
        for (Description description : descriptions) {
            out.start(NAMESPACE, "description")
                    .language(description.language())
                    .text(description.text())
                    .end();
        }
    }

    private static <T> void support(
            String name, @Nullable Support<T> support, BiConsumer<T, XmlWriter> item, XmlWriter out) {
        if (support != null) {
            out.start(NAMESPACE, name).attributes(support.extensions());
            items("supported", support.supported(), item, out);
            items("notsupported", support.notSupported(), item, out);
            out.elements(support.extensions()).end();
        }
    }

    private static <T> void items(String name, List<T> items, BiConsumer<T, XmlWriter> item, XmlWriter out) {
        if (!items.isEmpty()) {
            out.start(NAMESPACE, name);
            items.forEach(i -> item.accept(i, out));
            out.end();
        }
    }

    private static void priority(Priority priority, XmlWriter out) {
        out.start(NAMESPACE, priority.kind().name().toLowerCase(java.util.Locale.ROOT));
        switch (priority.kind()) {
            case LOWERTHAN -> out.attribute("maxvalue", priority.value());
            case HIGHERTHAN -> out.attribute("minvalue", priority.value());
            case EQUALS -> out.attribute("value", priority.value());
            case RANGE -> out.attribute("minvalue", priority.value()).attribute("maxvalue", priority.maximum());
        }
        out.end();
    }
}
