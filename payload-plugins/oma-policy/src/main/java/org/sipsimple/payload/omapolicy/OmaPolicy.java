/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.omapolicy;

import java.util.ArrayList;
import java.util.List;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaderProvider;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;

/** Reads the conditions of OMA XML Document Management where they stand in common policy. */
@ExtensionReaderProvider
public final class OmaPolicy implements ExtensionReader {
    /** The namespace of these elements. */
    public static final Namespace NAMESPACE = new Namespace("urn:oma:xml:xdm:common-policy", "ocp");

    @Override
    public String namespace() {
        return NAMESPACE.uri();
    }

    @Override
    public Extension read(XmlCursor in) throws PayloadFormatException {
        return switch (in.localName()) {
            case "external-list" -> externalList(in);
            case "other-identity" -> new OtherIdentity();
            case "anonymous-request" -> new AnonymousRequest();
            default -> in.element();
        };
    }

    private static ExternalList externalList(XmlCursor in) throws PayloadFormatException {
        List<String> anchors = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("entry")) {
                anchors.add(in.requiredUri("anc"));
            }
        }
        return new ExternalList(anchors);
    }
}
