/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsnotify;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * The list in a notification: which resources it holds and where their states stand (RFC 4662 section 5).
 *
 * @param uri the URI of the list
 * @param version counts the notifications of one subscription
 * @param fullState whether all resources are in it
 * @param names of the list, in several languages
 * @param resources in order
 * @param cid the part with the state of the list itself; null when there is none
 * @param extensions what other schemas add
 */
public record Rlmi(
        String uri,
        long version,
        boolean fullState,
        List<Name> names,
        List<Resource> resources,
        @Nullable String cid,
        Extensions extensions) {
    public Rlmi {
        Check.text(uri, "list uri");
        Check.notNegative(version, "version");
        names = List.copyOf(names);
        resources = List.copyOf(resources);
    }

    /** A list that holds all resources. */
    public static Rlmi full(String uri, long version, List<Resource> resources) {
        return new Rlmi(uri, version, true, List.of(), resources, null, Extensions.NONE);
    }

    public Rlmi withUri(String changed) {
        return new Rlmi(changed, version, fullState, names, resources, cid, extensions);
    }

    public Rlmi withVersion(long changed) {
        return new Rlmi(uri, changed, fullState, names, resources, cid, extensions);
    }

    public Rlmi withFullState(boolean changed) {
        return new Rlmi(uri, version, changed, names, resources, cid, extensions);
    }

    public Rlmi withNames(List<Name> changed) {
        return new Rlmi(uri, version, fullState, changed, resources, cid, extensions);
    }

    public Rlmi withResources(List<Resource> changed) {
        return new Rlmi(uri, version, fullState, names, changed, cid, extensions);
    }

    public Rlmi withCid(@Nullable String changed) {
        return new Rlmi(uri, version, fullState, names, resources, changed, extensions);
    }

    public Rlmi withExtensions(Extensions changed) {
        return new Rlmi(uri, version, fullState, names, resources, cid, changed);
    }
}
