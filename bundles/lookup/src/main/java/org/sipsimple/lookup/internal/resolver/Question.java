/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.resolver;

import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * What to ask.
 *
 * @param name absolute
 * @param type one of {@link Type}'s numbers
 */
public record Question(Name name, int type) {

    /** The type in letters, for example {@code NAPTR}. */
    public String typeText() {
        return Type.string(type);
    }

    /** For people: {@code NAPTR example.com}. */
    @Override
    public String toString() {
        return typeText() + " " + name.toString(true);
    }
}
