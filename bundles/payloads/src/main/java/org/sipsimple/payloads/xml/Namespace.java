/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

/**
 * An XML namespace and the prefix it is written with. Two of them are equal when their URIs are.
 *
 * @param uri the name of the namespace; empty for none
 * @param prefix the prefix wanted; empty to write it as the default namespace
 */
public record Namespace(String uri, String prefix) {

    /** No namespace at all. */
    public static final Namespace NONE = new Namespace("", "");

    /** The namespace of {@code xml:lang}, bound to its prefix in every document. */
    public static final Namespace XML = new Namespace("http://www.w3.org/XML/1998/namespace", "xml");

    @Override
    public boolean equals(Object other) {
        return other instanceof Namespace that && uri.equals(that.uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }
}
