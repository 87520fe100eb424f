/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

import java.net.URI;
import java.net.URISyntaxException;

/** An XCAP root (RFC 4825 section 6.1): a URL with the scheme http or https. The seeds' {@code XCAPRoot}. */
public record XcapRoot(URI uri) {

    /** @throws IllegalArgumentException when the URL is none of HTTP, has no host, or carries a query or a password */
    public XcapRoot {
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "an XCAP root is a URL that begins with http:// or https:// and has no query");
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException("an XCAP root has no user and password in it");
        }
    }

    /** @throws IllegalArgumentException when the text is none */
    public static XcapRoot parse(String text) {
        try {
            return new XcapRoot(new URI(text.strip()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("an XCAP root is a URL: " + e.getReason(), e);
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
