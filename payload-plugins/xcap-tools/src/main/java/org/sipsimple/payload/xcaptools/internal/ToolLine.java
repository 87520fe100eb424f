/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.xcaptools.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a tool was asked for.
 *
 * @param words what is no option
 * @param account name of the account; null for the default one
 * @param file another configuration file; null for the application's
 * @param type media type of what is put; null when not given
 * @param auid the application; null when not given
 */
record ToolLine(
        List<String> words,
        @Nullable String account,
        @Nullable Path file,
        @Nullable String type,
        @Nullable String auid,
        boolean help) {
    private static final Map<String, String> LONG = Map.of("-a", "--account", "-c", "--config-file", "-t", "--type");

    static ToolLine parse(List<String> arguments, List<String> allowed) throws ToolFailure {
        List<String> words = new ArrayList<>();
        java.util.HashMap<String, String> options = new java.util.HashMap<>();
        boolean help = false;
        for (Iterator<String> each = arguments.iterator(); each.hasNext(); ) {
            String argument = each.next();
            String option = LONG.getOrDefault(argument, argument);
            if (option.equals("-h") || option.equals("--help")) {
                help = true;
            } else if (allowed.contains(option)) {
                if (!each.hasNext()) {
                    throw ToolFailure.usage(argument + " needs a value");
                }
                options.put(option, each.next());
            } else if (argument.startsWith("-")) {
                throw ToolFailure.usage("\"" + argument + "\" is not understood");
            } else {
                words.add(argument);
            }
        }
        String file = options.get("--config-file");
        return new ToolLine(
                List.copyOf(words),
                options.get("--account"),
                file == null ? null : Path.of(file),
                options.get("--type"),
                options.get("--auid"),
                help);
    }
}
