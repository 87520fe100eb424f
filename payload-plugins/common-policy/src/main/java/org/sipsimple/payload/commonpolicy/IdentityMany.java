/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.commonpolicy;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * All people, or all of a domain, but for some.
 *
 * @param domain null for all domains
 * @param excepts who is left out
 * @param extensions what other schemas add
 */
public record IdentityMany(@Nullable String domain, List<Except> excepts, Extensions extensions)
        implements Identity.Member {
    public IdentityMany {
        excepts = List.copyOf(excepts);
    }

    /**
     * Who is left out; one of the two is given.
     *
     * @param domain all of a domain; null when it is one person
     * @param id a URI; null when it is a domain
     */
    public record Except(@Nullable String domain, @Nullable String id) {
        public Except {
            Check.that((domain == null) != (id == null), "an exception names a domain or an id");
        }
    }

    /** Everybody. */
    public static final IdentityMany ALL = new IdentityMany(null, List.of(), Extensions.NONE);

    /** All people of a domain. */
    public static IdentityMany of(String domain) {
        return new IdentityMany(domain, List.of(), Extensions.NONE);
    }

    public IdentityMany withDomain(@Nullable String changed) {
        return new IdentityMany(changed, excepts, extensions);
    }

    public IdentityMany withExcepts(List<Except> changed) {
        return new IdentityMany(domain, changed, extensions);
    }

    public IdentityMany withExtensions(Extensions changed) {
        return new IdentityMany(domain, excepts, changed);
    }
}
