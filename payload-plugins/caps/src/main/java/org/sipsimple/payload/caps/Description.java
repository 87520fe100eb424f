/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * What a service or device is, for people.
 *
 * @param text as it stands
 * @param language a language tag; null when not given
 */
public record Description(String text, @Nullable String language) {
    public Description {
        Check.present(text, "description");
    }

    public Description withText(String changed) {
        return new Description(changed, language);
    }

    public Description withLanguage(@Nullable String changed) {
        return new Description(text, changed);
    }

    static Description read(XmlCursor in) throws PayloadFormatException {
        String language = in.language();
        return new Description(in.text(), language);
    }

    static void write(String name, Description description, XmlWriter out) {
        out.start(Caps.NAMESPACE, name)
                .language(description.language)
                .text(description.text)
                .end();
    }
}
