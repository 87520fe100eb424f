/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsservices;

import java.util.List;

import org.sipsimple.payload.resourcelists.ResourceList;
import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A URI that stands for a list.
 *
 * @param uri what is subscribed to
 * @param source where the list is
 * @param packages the event packages it serves
 * @param extensions what other schemas add
 */
public record Service(String uri, Source source, Packages packages, Extensions extensions) {
    public Service {
        Check.text(uri, "service uri");
        Check.present(source, "list of service");
        Check.present(packages, "packages");
    }

    /** A service for a list on an XCAP server. */
    public static Service of(String uri, String resourceList, List<String> packages) {
        return new Service(uri, new ListUri(resourceList), Packages.of(packages), Extensions.NONE);
    }

    /** A service for a list given here. */
    public static Service of(String uri, ResourceList list, List<String> packages) {
        return new Service(uri, new InlineList(list), Packages.of(packages), Extensions.NONE);
    }

    public Service withUri(String changed) {
        return new Service(changed, source, packages, extensions);
    }

    public Service withSource(Source changed) {
        return new Service(uri, changed, packages, extensions);
    }

    public Service withPackages(Packages changed) {
        return new Service(uri, source, changed, extensions);
    }

    public Service withExtensions(Extensions changed) {
        return new Service(uri, source, packages, changed);
    }
}
