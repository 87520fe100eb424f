/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.presrules;

import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extension;
import org.sipsimple.payloads.xml.XmlWriter;

/**
 * Which devices are shown (RFC 5025 section 3.3.1).
 *
 * @param all all of them; then there are no items
 * @param items those that one item matches are shown
 */
public record ProvideDevices(boolean all, List<Extension> items) implements Extension {
    public ProvideDevices {
        Check.that(!all || items.isEmpty(), "all and some at once");
        items = List.copyOf(items);
    }

    /** All of them. */
    public static final ProvideDevices ALL = new ProvideDevices(true, List.of());

    /** Those that one item matches. */
    public static ProvideDevices of(Extension... items) {
        return new ProvideDevices(false, List.of(items));
    }

    @Override
    public void write(XmlWriter out) {
        out.start(PresenceRules.NAMESPACE, "provide-devices");
        if (all) {
            out.empty(PresenceRules.NAMESPACE, "all-devices");
        }
        items.forEach(item -> item.write(out));
        out.end();
    }

    public ProvideDevices withAll(boolean changed) {
        return new ProvideDevices(changed, items);
    }

    public ProvideDevices withItems(List<Extension> changed) {
        return new ProvideDevices(all, changed);
    }
}
