/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsservices;

import java.util.List;

import org.sipsimple.payloads.xml.Extensions;

/**
 * Event packages; none named means all.
 *
 * @param names for example {@code presence}
 * @param extensions what other schemas add
 */
public record Packages(List<String> names, Extensions extensions) {
    public Packages {
        names = List.copyOf(names);
    }

    /** These packages. */
    public static Packages of(List<String> names) {
        return new Packages(names, Extensions.NONE);
    }

    public Packages withNames(List<String> changed) {
        return new Packages(changed, extensions);
    }

    public Packages withExtensions(Extensions changed) {
        return new Packages(names, changed);
    }
}
