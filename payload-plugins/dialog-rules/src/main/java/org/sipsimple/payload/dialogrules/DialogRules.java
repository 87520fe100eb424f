/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.dialogrules;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.ExtensionReader;
import org.sipsimple.payloads.xml.ExtensionReaderProvider;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;

/** Reads the actions of OpenXCAP dialog rules, for which there is no RFC, where they stand in common policy. */
@ExtensionReaderProvider
public final class DialogRules implements ExtensionReader {
    /** The namespace of these elements. */
    public static final Namespace NAMESPACE = new Namespace("http://openxcap.org/ns/dialog-rules", "dr");

    @Override
    public String namespace() {
        return NAMESPACE.uri();
    }

    @Override
    public Extension read(XmlCursor in) throws PayloadFormatException {
        return switch (in.localName()) {
            case "sub-handling" -> new DialogHandling(in.wordText(DialogHandling.Value.class));
            default -> in.element();
        };
    }
}
