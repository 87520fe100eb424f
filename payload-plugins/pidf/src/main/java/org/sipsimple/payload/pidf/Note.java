/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.pidf;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Namespace;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * A text for people; also used by the data model and by rich presence in their own namespaces.
 *
 * @param text as it stands
 * @param language a language tag; null when not given
 */
public record Note(String text, @Nullable String language) {
    public Note {
        Check.present(text, "note text");
    }

    /** A note in no particular language. */
    public static Note of(String text) {
        return new Note(text, null);
    }

    /** Reads the element at the cursor. */
    public static Note read(XmlCursor in) throws PayloadFormatException {
        String language = in.language();
        return new Note(in.text(), language);
    }

    /** Writes an element {@code note} of a namespace. */
    public void write(Namespace namespace, XmlWriter out) {
        out.start(namespace, "note").language(language).text(text).end();
    }

    public Note withText(String changed) {
        return new Note(changed, language);
    }

    public Note withLanguage(@Nullable String changed) {
        return new Note(text, changed);
    }
}
