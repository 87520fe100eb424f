/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What has to be true of the document for a change to be made (RFC 4825 section 7.11); a server that finds it is not makes
 * none and the request fails with {@link XcapException.PreconditionFailed}. Always about the whole document, also when an
 * element or attribute is changed. Immutable.
 */
public final class Precondition {
    /** No matter what is there: updates of others can be lost. */
    public static final Precondition NONE = new Precondition(null, "");

    /** It must exist. */
    public static final Precondition EXISTS = new Precondition("If-Match", "*");

    /** It must not exist. */
    public static final Precondition ABSENT = new Precondition("If-None-Match", "*");

    private final @Nullable String header;
    private final String value;

    private Precondition(@Nullable String header, String value) {
        this.header = header;
        this.value = value;
    }

    /**
     * It must be the version last seen.
     *
     * @param etag as {@link XcapResource#etag} or {@link XcapChange#etag} gave it
     */
    public static Precondition unchanged(String etag) {
        return new Precondition("If-Match", XcapResource.requireEtag(etag));
    }

    /** It must be the version last seen, or not exist when there was none. */
    public static Precondition unchangedOrAbsent(@Nullable String etag) {
        return etag == null ? ABSENT : unchanged(etag);
    }

    /** The HTTP header that says it; null for {@link #NONE}. */
    public @Nullable String header() {
        return header;
    }

    /** The value of {@link #header()}. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Precondition that && Objects.equals(header, that.header) && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(header, value);
    }

    @Override
    public String toString() {
        return header == null ? "none" : header + ": " + value;
    }
}
