/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Which persons are shown (RFC 5025 section 3.3.1).
 *
 * @param all all of them; then there are no items
 * @param items those that one item matches are shown
 */
public record ProvidePersons(boolean all, List<Extension> items) implements Extension {
    public ProvidePersons {
        Check.that(!all || items.isEmpty(), "all and some at once");
        items = List.copyOf(items);
    }

    /** All of them. */
    public static final ProvidePersons ALL = new ProvidePersons(true, List.of());

    /** Those that one item matches. */
    public static ProvidePersons of(Extension... items) {
        return new ProvidePersons(false, List.of(items));
    }

    @Override
    public void write(XmlWriter out) {
        out.start(PresenceRules.NAMESPACE, "provide-persons");
        if (all) {
            out.empty(PresenceRules.NAMESPACE, "all-persons");
        }
        items.forEach(item -> item.write(out));
        out.end();
    }

    public ProvidePersons withAll(boolean changed) {
        return new ProvidePersons(changed, items);
    }

    public ProvidePersons withItems(List<Extension> changed) {
        return new ProvidePersons(all, changed);
    }
}
