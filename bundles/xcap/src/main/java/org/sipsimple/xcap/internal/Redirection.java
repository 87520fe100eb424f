/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.net.URI;
import java.net.http.HttpResponse;

import org.sipsimple.api.xcap.XcapException;

/** Where a redirection leads (RFC 7231 section 6.4), when it leads anywhere one may go. */
final class Redirection {
    private Redirection() {}

    /** Whether the status tells another place. */
    static boolean is(int status) {
        return status == 301 || status == 302 || status == 307 || status == 308;
    }

    /**
     * The place to go on at.
     *
     * @throws XcapException.Malformed when it is none, of another scheme, or says nothing about changes
     */
    static URI target(URI from, String method, HttpResponse<?> response) throws XcapException {
        int status = response.statusCode();
        // of the older two nobody knows whether they let a PUT become a GET
        if (!method.equals("GET") && status < 307) {
            throw new XcapException.Malformed("status " + status + " does not say where to repeat a " + method, null);
        }
        String location = response.headers().firstValue("Location").orElse("");
        URI target;
        try {
            target = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new XcapException.Malformed("a redirection leads nowhere: " + e.getMessage(), e);
        }
        if (location.isBlank() || target.getHost() == null || target.getRawUserInfo() != null) {
            throw new XcapException.Malformed("a redirection leads nowhere", null);
        }
        if (!from.getScheme().equalsIgnoreCase(target.getScheme())) {
            throw new XcapException.Malformed(
                    "a redirection leads from " + from.getScheme() + " to " + target.getScheme(), null);
        }
        return target;
    }
}
