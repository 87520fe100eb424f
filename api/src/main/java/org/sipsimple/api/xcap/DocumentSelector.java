/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Which document of an XCAP root (RFC 4825 section 6.2). Texts are given as they are; {@link #path()} encodes them.
 *
 * @param auid the application the document belongs to, for example {@code resource-lists}
 * @param user whose document it is (the XUI), for example {@code sip:alice@example.com}; null for one of the global tree
 * @param name the document's name below that, usually {@code index}; with slashes when it lies in folders
 */
public record DocumentSelector(String auid, @Nullable String user, String name) {
    /** What divides the document's part of a URI from the node's. */
    static final String SEPARATOR = "~~";

    /** @throws IllegalArgumentException when a part is empty, or would name another document than it seems to */
    public DocumentSelector {
        requireSegment("application", auid);
        if (user != null) {
            requireSegment("user", user);
        }
        for (String segment : name.split("/", -1)) {
            requireSegment("document name", segment);
        }
    }

    private static void requireSegment(String what, String segment) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.equals(SEPARATOR)) {
            throw new IllegalArgumentException("\"" + segment + "\" cannot be used as " + what + " of an XCAP URI");
        }
        PercentEncoding.requireEncodable(segment);
    }

    /** A user's document. */
    public static DocumentSelector user(String auid, String user, String name) {
        return new DocumentSelector(auid, user, name);
    }

    /** A document for all users. */
    public static DocumentSelector global(String auid, String name) {
        return new DocumentSelector(auid, null, name);
    }

    /** Its place below the XCAP root, percent-encoded, without a slash in front. */
    public String path() {
        String tree = user == null ? "/global/" : "/users/" + PercentEncoding.segment(user) + '/';
        return PercentEncoding.segment(auid)
                + tree
                + Arrays.stream(name.split("/")).map(PercentEncoding::segment).collect(Collectors.joining("/"));
    }

    @Override
    public String toString() {
        return auid + (user == null ? "/global/" : "/users/" + user + '/') + name;
    }
}
