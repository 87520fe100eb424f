/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaderProvider;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;

/** Reads the elements of RFC 5025 where they stand in common policy. */
@ExtensionReaderProvider
public final class PresenceRules implements ExtensionReader {
    /** The namespace of these elements. */
    public static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:pres-rules", "pr");

    private static final Map<String, Provide.Attribute> ATTRIBUTES =
            Stream.of(Provide.Attribute.values()).collect(Collectors.toMap(Provide.Attribute::element, a -> a));

    @Override
    public String namespace() {
        return NAMESPACE.uri();
    }

    @Override
    public Extension read(XmlCursor in) throws PayloadFormatException {
        return switch (in.localName()) {
            case "sub-handling" -> new SubHandling(in.wordText(SubHandlingValue.class));
            case "service-uri" -> new ServiceUri(in.uriText());
            case "service-uri-scheme" -> new ServiceUriScheme(in.requiredText());
            case "occurrence-id" -> new OccurrenceId(in.requiredText());
            case "class" -> new ClassName(in.requiredText());
            case "deviceID" -> new DeviceId(in.uriText());
            case "provide-services" -> items(in, "all-services", ProvideServices::new);
            case "provide-persons" -> items(in, "all-persons", ProvidePersons::new);
            case "provide-devices" -> items(in, "all-devices", ProvideDevices::new);
            case "provide-user-input" -> new ProvideUserInput(in.wordText(ProvideUserInput.Extent.class));
            case "provide-unknown-attribute" -> unknown(in);
            case "provide-all-attributes" -> new ProvideAllAttributes();
            default -> attribute(in);
        };
    }

    private static ProvideUnknownAttribute unknown(XmlCursor in) throws PayloadFormatException {
        String namespace = in.required("ns");
        String name = in.required("name");
        return new ProvideUnknownAttribute(namespace, name, in.flagText());
    }

    private interface Maker {
        Extension make(boolean all, List<Extension> items);
    }

    private static Extension items(XmlCursor in, String everything, Maker maker) throws PayloadFormatException {
        boolean all = false;
        List<Extension> items = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals(everything)) {
                all = true;
            } else {
                items.add(in.extension());
            }
        }
        if (all && !items.isEmpty()) {
            throw in.malformed("<" + everything + "> stands beside others");
        }
        return maker.make(all, items);
    }

    private static Extension attribute(XmlCursor in) throws PayloadFormatException {
        Provide.Attribute attribute = ATTRIBUTES.get(in.localName());
        return attribute == null ? in.element() : new Provide(attribute, in.flagText());
    }
}
