/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.api.xcap.XcapError;
import org.sipsimple.payloads.xml.ExtensionReaders;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlLimits;

/** Reads {@code application/xcap-error+xml} (RFC 4825 section 11.2). */
final class ErrorReader {
    static final String MEDIA_TYPE = "application/xcap-error+xml";
    private static final Namespace NAMESPACE = new Namespace("urn:ietf:params:xml:ns:xcap-error", "");

    private ErrorReader() {}

    /** The error that the document tells; null when it tells none. */
    static @Nullable XcapError read(byte[] body) throws PayloadFormatException {
        try (XmlCursor in = XmlCursor.open(MEDIA_TYPE, body, XmlLimits.DEFAULT, ExtensionReaders.NONE)) {
            in.expect(NAMESPACE, "xcap-error");
            XcapError error = null;
            int level = in.level();
            while (in.nextChild(level)) {
                // one is all the schema allows
                error = error == null ? error(in) : error;
            }
            in.end();
            return error;
        }
    }

    private static XcapError error(XmlCursor in) throws PayloadFormatException {
        String phrase = in.attribute("phrase");
        return switch (in.name(NAMESPACE)) {
            case "not-well-formed" -> new XcapError.NotWellFormed(phrase);
            case "not-xml-frag" -> new XcapError.NotXmlFragment(phrase);
            case "no-parent" -> new XcapError.NoParent(phrase, ancestor(in));
            case "schema-validation-error" -> new XcapError.SchemaValidation(phrase);
            case "not-xml-att-value" -> new XcapError.NotXmlAttributeValue(phrase);
            case "cannot-insert" -> new XcapError.CannotInsert(phrase);
            case "cannot-delete" -> new XcapError.CannotDelete(phrase);
            case "uniqueness-failure" -> new XcapError.UniquenessFailure(phrase, taken(in));
            case "constraint-failure" -> new XcapError.ConstraintFailure(phrase);
            case "extension" -> new XcapError.Extension(phrase, names(in));
            case "not-utf-8" -> new XcapError.NotUtf8(phrase);
            default -> new XcapError.Other(phrase, in.localName());
        };
    }

    /** A URI whose percent signs mean something: it is to be used as it stands. */
    private static @Nullable String ancestor(XmlCursor in) throws PayloadFormatException {
        int level = in.level();
        String ancestor = null;
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("ancestor")) {
                ancestor = in.requiredText();
            }
        }
        return ancestor;
    }

    private static List<XcapError.Taken> taken(XmlCursor in) throws PayloadFormatException {
        List<XcapError.Taken> taken = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("exists")) {
                taken.add(new XcapError.Taken(in.required("field"), alternatives(in)));
            }
        }
        return taken;
    }

    private static List<String> alternatives(XmlCursor in) throws PayloadFormatException {
        List<String> alternatives = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            if (in.name(NAMESPACE).equals("alt-value")) {
                alternatives.add(in.trimmed());
            }
        }
        return alternatives;
    }

    private static List<String> names(XmlCursor in) throws PayloadFormatException {
        List<String> names = new ArrayList<>();
        int level = in.level();
        while (in.nextChild(level)) {
            names.add(in.localName());
        }
        return names;
    }
}
