/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.caps;

import java.util.List;

import org.sipsimple.payloads.xml.Extensions;

/**
 * Priorities that a service takes, and those it does not.
 *
 * @param supported in order
 * @param notSupported in order
 * @param extensions what other schemas add
 */
public record Priorities(List<Priority> supported, List<Priority> notSupported, Extensions extensions) {
    public Priorities {
        supported = List.copyOf(supported);
        notSupported = List.copyOf(notSupported);
    }

    public Priorities withSupported(List<Priority> changed) {
        return new Priorities(changed, notSupported, extensions);
    }

    public Priorities withNotSupported(List<Priority> changed) {
        return new Priorities(supported, changed, extensions);
    }

    public Priorities withExtensions(Extensions changed) {
        return new Priorities(supported, notSupported, changed);
    }
}
