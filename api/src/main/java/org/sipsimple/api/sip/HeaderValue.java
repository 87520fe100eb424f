/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Map;

/** A value of the shape {@code main;name=value;...}, which most of the small header fields have. */
record HeaderValue(String main, Map<String, String> parameters, String source) {

    static HeaderValue parse(String value) {
        throw new UnsupportedOperationException(value);
    }

    static String print(String main, Map<String, String> parameters) {
        StringBuilder out = new StringBuilder(main.length() + 32).append(main);
        HeaderParameters.appendPlain(out, parameters);
        return out.toString();
    }

    String require(String name) {
        String value = parameters.get(name);
        if (value == null || value.isEmpty()) {
            throw new SipSyntaxException(name + " is missing", source, source.length());
        }
        return value;
    }
}
