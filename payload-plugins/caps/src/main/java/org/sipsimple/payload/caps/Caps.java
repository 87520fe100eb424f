/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaderProvider;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;

/** Reads the elements of RFC 5196 where they stand in presence documents. */
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
        Servcaps caps = Servcaps.NONE;
        int level = in.level();
        while (in.nextChild(level)) {
            Feature<?> feature = Feature.named(in.name(NAMESPACE));
            if (feature == null) {
                extra.add(in);
            } else {
                caps = with(caps, feature, in);
            }
        }
        return caps.withExtensions(extra.build());
    }

    private static <T> Servcaps with(Servcaps caps, Feature<T> feature, XmlCursor in) throws PayloadFormatException {
        return caps.with(feature, feature.read(in, caps.get(feature)));
    }

    private static Devcaps devcaps(XmlCursor in) throws PayloadFormatException {
        Extensions.Collector extra = Extensions.collect(in);
        List<Description> descriptions = new ArrayList<>();
        Support<MobilityKind> mobility = null;
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "description" -> descriptions.add(Description.read(in));
                case "mobility" -> mobility = Feature.MOBILITY.read(in, mobility);
                default -> extra.add(in);
            }
        }
        return new Devcaps(descriptions, mobility, extra.build());
    }

    static QName name(String localName) {
        return new QName(NAMESPACE.uri(), localName, NAMESPACE.prefix());
    }
}
