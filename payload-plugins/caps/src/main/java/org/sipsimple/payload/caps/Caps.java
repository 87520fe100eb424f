/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;

import org.osgi.service.component.annotations.Component;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaderProvider;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;

/** Reads the elements of RFC 5196 where they stand in presence documents. */
@Component(service = ExtensionReader.class)
@ExtensionReaderProvider
public final class Caps implements ExtensionReader {
    /** The namespace of capabilities. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:pidf:caps", "caps");

    @Override
    public String namespace() {
        return NAMESPACE.uri();
    }

    @Override
    public Extension read(XmlCursor in) throws PayloadFormatException {
        return switch (in.localName()) {
            case "servcaps" -> servcaps(in);
            case "devcaps" -> devcaps(in);
            default -> in.element();
        };
    }

    private static Servcaps servcaps(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        List<Description> descriptions = new ArrayList<>();
        List<String> types = new ArrayList<>();
        Servcaps caps = Servcaps.NONE;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "actor" -> caps = caps.withActor(support(in, i -> new Actor(i.element())));
                case "application" -> caps = caps.withApplication(in.flagText());
                case "audio" -> caps = caps.withAudio(in.flagText());
                case "automata" -> caps = caps.withAutomata(in.flagText());
                case "class" -> caps = caps.withUsageClass(support(in, i -> new UsageClass(i.element())));
                case "control" -> caps = caps.withControl(in.flagText());
                case "data" -> caps = caps.withData(in.flagText());
                case "description" -> descriptions.add(description(in));
                case "duplex" -> caps = caps.withDuplex(support(in, i -> new DuplexMode(i.element())));
                case "event-packages" -> caps = caps.withEventPackages(support(in, i -> new EventPackage(i.element())));
                case "extensions" -> caps = caps.withExtensionTags(support(in, i -> new SipExtension(i.element())));
                case "isfocus" -> caps = caps.withIsFocus(in.flagText());
                case "message" -> caps = caps.withMessage(in.flagText());
                case "methods" -> caps = caps.withMethods(support(in, i -> new SipMethod(i.element())));
                case "languages" -> caps = caps.withLanguages(support(in, XmlCursor::requiredText));
                case "priority" -> caps = caps.withPriority(priorities(in));
                case "schemes" -> caps = caps.withSchemes(support(in, XmlCursor::requiredText));
                case "text" -> caps = caps.withText(in.flagText());
                case "type" -> types.add(in.requiredText());
                case "video" -> caps = caps.withVideo(in.flagText());
                default -> extra.add(in);
            }
        }
        return caps.withDescriptions(descriptions).withTypes(types).withExtensions(extra.build());
    }

    private static Devcaps devcaps(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        List<Description> descriptions = new ArrayList<>();
        Support<MobilityKind> mobility = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "description" -> descriptions.add(description(in));
                case "mobility" -> mobility = support(in, i -> new MobilityKind(i.element()));
                default -> extra.add(in);
            }
        }
        return new Devcaps(descriptions, mobility, extra.build());
    }

    private static Description description(XmlCursor in) throws PayloadFormatException {
        String language = in.language();
        return new Description(in.text(), language);
    }

    private interface ItemReader<T> {
        T read(XmlCursor in) throws PayloadFormatException;
    }

    private static <T> Support<T> support(XmlCursor in, ItemReader<T> item) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        List<T> supported = new ArrayList<>();
        List<T> notSupported = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "supported" -> items(in, item, supported);
                case "notsupported" -> items(in, item, notSupported);
                default -> extra.add(in);
            }
        }
        return new Support<>(supported, notSupported, extra.build());
    }

    private static <T> void items(XmlCursor in, ItemReader<T> item, List<T> into) throws PayloadFormatException {
        int level = in.level();
        while (in.nextChild(level)) {
            into.add(item.read(in));
        }
    }

    private static Priorities priorities(XmlCursor in) throws PayloadFormatException {
        Support<Priority> priorities = support(in, Caps::priority);
        return new Priorities(priorities.supported(), priorities.notSupported(), priorities.extensions());
    }

    private static Priority priority(XmlCursor in) throws PayloadFormatException {
        return switch (in.name(NAMESPACE)) {
            case "lowerthan" -> Priority.lowerThan(limit(in, "maxvalue"));
            case "higherthan" -> Priority.higherThan(limit(in, "minvalue"));
            case "equals" -> Priority.equalTo(limit(in, "value"));
            case "range" -> Priority.range(limit(in, "minvalue"), limit(in, "maxvalue"));
            default -> throw in.malformed("<" + in.localName() + "> is no priority");
        };
    }

    private static int limit(XmlCursor in, String attribute) throws PayloadFormatException {
        String value = in.required(attribute).strip();
        if (!value.matches("[+-]?[0-9]{1,9}")) {
            throw in.malformed(attribute + " is not a number: \"" + value + '"');
        }
        return Integer.parseInt(value);
    }

    static QName name(String localName) {
        return new QName(NAMESPACE.uri(), localName, NAMESPACE.prefix());
    }
}
