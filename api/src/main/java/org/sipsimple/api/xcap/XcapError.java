/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why a server would not change a document (RFC 4825 section 11): one record for each element of
 * {@code application/xcap-error+xml}. The phrase is the server's words for a person, null when it gave none.
 */
public sealed interface XcapError {

    /** The server's words for a person. */
    @Nullable
    String phrase();

    /** The body, or the document it leads to, is no XML. */
    record NotWellFormed(@Nullable String phrase) implements XcapError {}

    /** What was put is not one element. */
    record NotXmlFragment(@Nullable String phrase) implements XcapError {}

    /**
     * What was put would have nothing to stand in.
     *
     * @param ancestor URI of the nearest element that is there; null when the server did not say
     */
    record NoParent(@Nullable String phrase, @Nullable String ancestor) implements XcapError {}

    /** The document would not fit its schema. */
    record SchemaValidation(@Nullable String phrase) implements XcapError {}

    /** What was put cannot be the value of an attribute. */
    record NotXmlAttributeValue(@Nullable String phrase) implements XcapError {}

    /** The URI would not lead to what was put. */
    record CannotInsert(@Nullable String phrase) implements XcapError {}

    /** The URI would lead to something else after the deletion. */
    record CannotDelete(@Nullable String phrase) implements XcapError {}

    /** Values that must be there once are there already. */
    record UniquenessFailure(@Nullable String phrase, List<Taken> taken) implements XcapError {
        public UniquenessFailure {
            taken = List.copyOf(taken);
        }
    }

    /**
     * A value that somebody has already.
     *
     * @param field where it is, by a node selector
     * @param alternatives values that are free
     */
    record Taken(String field, List<String> alternatives) {
        public Taken {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** A rule of the application that no schema tells is broken. */
    record ConstraintFailure(@Nullable String phrase) implements XcapError {}

    /**
     * Something an extension of XCAP tells.
     *
     * @param elements the names of its elements
     */
    record Extension(@Nullable String phrase, List<String> elements) implements XcapError {
        public Extension {
            elements = List.copyOf(elements);
        }
    }

    /** The body is not UTF-8. */
    record NotUtf8(@Nullable String phrase) implements XcapError {}

    /**
     * An element that RFC 4825 does not have.
     *
     * @param element its name
     */
    record Other(@Nullable String phrase, String element) implements XcapError {}
}
