/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.Extensions;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * The capabilities of a device, inside a device (RFC 5196 section 3.3).
 *
 * @param descriptions in order
 * @param mobility null when not given
 * @param extensions what other schemas add
 */
public record Devcaps(List<Description> descriptions, @Nullable Support<MobilityKind> mobility, Extensions extensions)
        implements Extension {
    public Devcaps {
        descriptions = List.copyOf(descriptions);
    }

    @Override
    public void write(XmlWriter out) {
        out.start(Caps.NAMESPACE, "devcaps").attributes(extensions);
        Feature.DESCRIPTIONS.write(descriptions, out);
        if (mobility != null) {
            Feature.MOBILITY.write(mobility, out);
        }
        out.elements(extensions).end();
    }

    public Devcaps withDescriptions(List<Description> changed) {
        return new Devcaps(changed, mobility, extensions);
    }

    public Devcaps withMobility(@Nullable Support<MobilityKind> changed) {
        return new Devcaps(descriptions, changed, extensions);
    }

    public Devcaps withExtensions(Extensions changed) {
        return new Devcaps(descriptions, mobility, changed);
    }
}
