/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

import java.net.URI;
import java.util.List;

/** What a lookup found, in the order in which it should be tried. Never empty. */
public sealed interface LookupResult {

    /** Result of {@link Lookup#lookupSipProxy}. */
    record Routes(List<Route> routes) implements LookupResult {
        public Routes {
            routes = List.copyOf(routes);
        }
    }

    /** Result of {@link Lookup#lookupService}. */
    record Services(List<ServiceAddress> addresses) implements LookupResult {
        public Services {
            addresses = List.copyOf(addresses);
        }
    }

    /** Result of {@link Lookup#lookupXcapServer}. */
    record XcapRoots(List<URI> roots) implements LookupResult {
        public XcapRoots {
            roots = List.copyOf(roots);
        }
    }
}
