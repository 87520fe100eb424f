/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.xcap.XcapCapabilities;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlLimits;

/** Reads what a client has to know of {@code application/xcap-caps+xml} (RFC 4825 section 12.1). */
final class CapabilitiesReader {
    static final String AUID = "xcap-caps";
    private static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:xcap-caps", "");

    private final List<String> auids = new ArrayList<>();
    private final List<String> extensions = new ArrayList<>();
    private final List<String> namespaces = new ArrayList<>();

    private CapabilitiesReader() {}

    static XcapCapabilities read(byte[] body) throws PayloadFormatException {
        CapabilitiesReader reader = new CapabilitiesReader();
        try (XmlCursor in =
                XmlCursor.open("application/xcap-caps+xml", body, XmlLimits.DEFAULT, ExtensionReaders.NONE)) {
            in.expect(NAMESPACE, AUID);
            reader.read(in);
            in.end();
        }
        return new XcapCapabilities(reader.auids, reader.extensions, reader.namespaces);
    }

    private void read(XmlCursor in) throws PayloadFormatException {
        int level = in.level();
        while (in.nextChild(level)) {
            switch (in.name(NAMESPACE)) {
                case "auids" -> texts(in, "auid", auids);
                case "extensions" -> texts(in, "extension", extensions);
                case "namespaces" -> texts(in, "namespace", namespaces);
                default -> {
                    // what other schemas add is nothing to a client
                }
            }
        }
    }

    private static void texts(XmlCursor in, String name, List<String> into) throws PayloadFormatException {
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals(name)) {
                into.add(in.requiredText());
            }
        }
    }
}
