/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import java.util.Locale;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Whether an element of rich presence is shown (RFC 5025 section 3.3.2).
 *
 * @param attribute which
 * @param shown whether it is
 */
public record Provide(Attribute attribute, boolean shown) implements Extension {
    public Provide {
        Check.present(attribute, "attribute");
    }

    /** The elements that are shown or not. */
    public enum Attribute {
        ACTIVITIES,
        CLASS,
        DEVICEID,
        MOOD,
        NOTE,
        PLACE_IS,
        PLACE_TYPE,
        PRIVACY,
        RELATIONSHIP,
        SPHERE,
        STATUS_ICON,
        TIME_OFFSET;

        String element() {
            return this == DEVICEID
                    ? "provide-deviceID"
                    : "provide-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Shows an element. */
    public static Provide show(Attribute attribute) {
        return new Provide(attribute, true);
    }

    @Override
    public void write(XmlWriter out) {
        out.element(PresenceRules.NAMESPACE, attribute.element(), Boolean.valueOf(shown));
    }

    public Provide withAttribute(Attribute changed) {
        return new Provide(changed, shown);
    }

    public Provide withShown(boolean changed) {
        return new Provide(attribute, changed);
    }
}
