/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Which services are shown (RFC 5025 section 3.3.1).
 *
 * @param all all of them; then there are no items
 * @param items those that one item matches are shown
 */
public record ProvideServices(boolean all, List<Extension> items) implements Extension {
    public ProvideServices {
        Check.that(!all || items.isEmpty(), "all and some at once");
        items = List.copyOf(items);
    }

    /** All of them. */
    public static final ProvideServices ALL = new ProvideServices(true, List.of());

    /** Those that one item matches. */
    public static ProvideServices of(Extension... items) {
        return new ProvideServices(false, List.of(items));
    }

    @Override
    public void write(XmlWriter out) {
        out.start(PresenceRules.NAMESPACE, "provide-services");
        if (all) {
            out.empty(PresenceRules.NAMESPACE, "all-services");
        }
        items.forEach(item -> item.write(out));
        out.end();
    }

    public ProvideServices withAll(boolean changed) {
        return new ProvideServices(changed, items);
    }

    public ProvideServices withItems(List<Extension> changed) {
        return new ProvideServices(all, changed);
    }
}
