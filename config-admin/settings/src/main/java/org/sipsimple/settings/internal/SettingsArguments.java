/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.settings.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the user of {@code sip-settings} asked for.
 *
 * @param account accounts rather than general settings
 * @param file null for the file of the application
 * @param words the command and its arguments; empty only when help is asked for
 */
record SettingsArguments(boolean account, @Nullable String file, boolean json, boolean help, List<String> words) {

    static final String USAGE =
            """
            Usage: sip-settings [--general|--account] [options] command [arguments]
                   sip-settings --general show
                   sip-settings --general set key1=value1 [key2=value2 ...]
                   sip-settings --account list
                   sip-settings --account add user@domain password
                   sip-settings --account delete user@domain|ALL
                   sip-settings --account show [user@domain|ALL]
                   sip-settings --account set [user@domain|ALL] key1=value1|DEFAULT [key2=value2|DEFAULT ...]
                   sip-settings --account default user@domain

              -h, --help                    show this and exit
              -c FILE, --config-file=FILE   use another configuration file
              -a, --account                 settings of accounts
              -g, --general                 general settings
                  --json                    results as JSON, one object a line""";

    /** Says what is wrong with the arguments. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    static SettingsArguments parse(List<String> arguments) throws UsageException {
        boolean account = false;
        boolean general = false;
        boolean json = false;
        boolean help = false;
        String file = null;
        List<String> words = new ArrayList<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (words.size() > 0) {
                // a password may begin with a hyphen
                if (argument.equals("--json")) {
                    json = true;
                } else {
                    words.add(argument);
                }
                continue;
            }
            switch (argument) {
                case "-a", "--account" -> account = true;
                case "-g", "--general" -> general = true;
                case "-h", "--help" -> help = true;
                case "--json" -> json = true;
                case "-c", "--config-file" -> {
                    if (!rest.hasNext()) {
                        throw new UsageException("a file is expected behind " + argument);
                    }
                    file = rest.next();
                }
                default -> {
                    if (argument.startsWith("--config-file=")) {
                        file = argument.substring("--config-file=".length());
                    } else if (argument.startsWith("-")) {
                        throw new UsageException("there is no option " + argument);
                    } else {
                        words.add(argument);
                    }
                }
            }
        }
        if (!help && words.isEmpty()) {
            throw new UsageException("a command is expected");
        }
        if (!help && account == general) {
            throw new UsageException("either --general or --account is expected");
        }
        return new SettingsArguments(account, file, json, help, List.copyOf(words));
    }
}
