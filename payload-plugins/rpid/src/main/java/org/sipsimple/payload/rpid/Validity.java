/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rpid;

import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadFormatException;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlAttribute;
import org.sipsimple.payloads.xml.XmlCursor;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Which element this is and when it holds: the attributes that most elements of rich presence may have.
 *
 * @param id unique in the document; null when not given
 * @param from null for an open begin
 * @param until null for an open end
 * @param extensions attributes of other schemas
 */
public record Validity(
        @Nullable String id, @Nullable OffsetDateTime from, @Nullable OffsetDateTime until, Extensions extensions) {

    /** No id and no limits in time. */
    public static final Validity NONE = new Validity(null, null, null, Extensions.NONE);

    static Validity read(XmlCursor in) throws PayloadFormatException {
        String id = in.attribute("id");
        OffsetDateTime from = in.dateTime("from");
        OffsetDateTime until = in.dateTime("until");
        List<XmlAttribute> others = in.otherAttributes("id", "from", "until", "description");
        if (id == null && from == null && until == null && others.isEmpty()) {
            return NONE;
        }
        return new Validity(id, from, until, others.isEmpty() ? Extensions.NONE : new Extensions(others, List.of()));
    }

    XmlWriter write(XmlWriter out) {
        return out.attribute("from", from)
                .attribute("until", until)
                .attribute("id", id)
                .attributes(extensions);
    }

    public Validity withId(@Nullable String changed) {
        return new Validity(changed, from, until, extensions);
    }

    public Validity withFrom(@Nullable OffsetDateTime changed) {
        return new Validity(id, changed, until, extensions);
    }

    public Validity withUntil(@Nullable OffsetDateTime changed) {
        return new Validity(id, from, changed, extensions);
    }

    public Validity withExtensions(Extensions changed) {
        return new Validity(id, from, until, changed);
    }
}
