/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.cpim;

/**
 * A header of some other specification, for example {@code imdn.Message-ID}. Two of them are equal when they are but
 * for the prefix.
 *
 * @param namespace the URI that the name belongs to
 * @param prefix the prefix wanted in front of the name; the writer takes another one where it is in use
 * @param name without prefix
 * @param value the plain text, without escapes
 */
public record CpimHeader(String namespace, String prefix, String name, String value) {

    public CpimHeader {
        if (namespace.isBlank() || namespace.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>')) {
            throw new IllegalArgumentException("not a namespace: \"" + namespace + '"');
        }
        requireName(prefix);
        requireName(name);
    }

    static void requireName(String name) {
        if (!CpimText.isName(name)) {
            throw new IllegalArgumentException("not a header name: \"" + name + '"');
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CpimHeader that
                && namespace.equals(that.namespace)
                && name.equals(that.name)
                && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * namespace.hashCode() + name.hashCode()) + value.hashCode();
    }
}
