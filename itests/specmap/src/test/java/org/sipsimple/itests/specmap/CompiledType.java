/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.specmap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a class file says, as far as the checker asks. Names are binary names with dots. */
final class CompiledType {
    /** Something a method's code refers to; {@code member} is empty for the type as such. */
    record Reference(String type, String member) {}

    final String name;
    final boolean test;
    final List<String> parents = new ArrayList<>();
    final Set<String> members = new HashSet<>();

    /** By method name; methods of one name are taken together. */
    final Map<String, Set<Reference>> references = new HashMap<>();

    /** Methods that run without being called: set-up and tear-down. */
    final Set<String> lifecycle = new HashSet<>();

    CompiledType(String name, boolean test) {
        this.name = name;
        this.test = test;
    }
}
