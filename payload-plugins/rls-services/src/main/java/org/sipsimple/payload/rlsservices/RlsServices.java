/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.rlsservices;

import java.util.List;
import java.util.Optional;

import org.sipsimple.payloads.xml.Extensions;

/**
 * The services of a resource list server (RFC 4826 section 4).
 *
 * @param services in order
 * @param extensions attributes of other schemas
 */
public record RlsServices(List<Service> services, Extensions extensions) {
    public RlsServices {
        services = List.copyOf(services);
    }

    /** A document of these services. */
    public static RlsServices of(List<Service> services) {
        return new RlsServices(services, Extensions.NONE);
    }

    /** The service at a URI; empty when there is none. */
    public Optional<Service> service(String uri) {
        return services.stream().filter(service -> service.uri().equals(uri)).findFirst();
    }

    public RlsServices withServices(List<Service> changed) {
        return new RlsServices(changed, extensions);
    }

    public RlsServices withExtensions(Extensions changed) {
        return new RlsServices(services, changed);
    }
}
