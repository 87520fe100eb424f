/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsnotify;

import java.util.List;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A resource of a list.
 *
 * @param uri for example {@code sip:bob@example.com}
 * @param names in several languages
 * @param instances one a subscription the server holds for it
 * @param extensions what other schemas add
 */
public record Resource(String uri, List<Name> names, List<Instance> instances, Extensions extensions) {
    public Resource {
        Check.text(uri, "resource uri");
        names = List.copyOf(names);
        instances = List.copyOf(instances);
    }

    /** A resource of which no state is known. */
    public static Resource of(String uri) {
        return new Resource(uri, List.of(), List.of(), Extensions.NONE);
    }

    public Resource withUri(String changed) {
        return new Resource(changed, names, instances, extensions);
    }

    public Resource withNames(List<Name> changed) {
        return new Resource(uri, changed, instances, extensions);
    }

    public Resource withInstances(List<Instance> changed) {
        return new Resource(uri, names, changed, extensions);
    }

    public Resource withExtensions(Extensions changed) {
        return new Resource(uri, names, instances, changed);
    }
}
