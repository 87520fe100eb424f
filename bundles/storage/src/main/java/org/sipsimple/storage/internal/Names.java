/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.storage.internal;

import java.nio.charset.StandardCharsets;

/** What may be the name of a file, whoever chose it. */
public final class Names {
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@._+-";

    private Names() {}

    /** @throws IllegalArgumentException when it is no name of a document */
    public static String checked(String name) {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}")) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a document");
        }
        return name;
    }

    /** A name of a directory, another one for each account and never one that leads elsewhere. */
    static String ofAccount(String id) {
        StringBuilder name = new StringBuilder();
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (PLAIN.indexOf(c) < 0 || c == '.' && name.length() == 0) {
                name.append(String.format("%%%02X", (int) c));
            } else {
                name.append(c);
            }
        }
        if (name.length() == 0) {
            throw new IllegalArgumentException("an account has an id");
        }
        return name.toString();
    }
}
