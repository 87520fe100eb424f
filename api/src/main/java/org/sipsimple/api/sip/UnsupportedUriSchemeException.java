/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

/**
 * A URI of a scheme other than {@code sip} and {@code sips}: nothing is wrong with it, but we can't use it. A request to
 * such a URI is answered by 416, a redirection to it is passed over (RFC 3261 sections 8.2.2.1 and 8.1.3.4).
 */
public final class UnsupportedUriSchemeException extends SipSyntaxException {

    private static final long serialVersionUID = 1L;

    private final String scheme;

    UnsupportedUriSchemeException(String scheme, String text) {
        super("URI scheme is not sip or sips", text, 0);
        this.scheme = scheme;
    }

    /** The scheme as written, for example {@code tel}. */
    public String scheme() {
        return scheme;
    }
}
