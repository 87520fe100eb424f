/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.sip;

import java.util.Map;

/**
 * A value of the shape {@code main;name=value;...}, which most of the small header fields have.
 *
 * @param main what stands before the parameters
 * @param parameters their names in lower case, their values unquoted
 * @param source the whole text, for error messages
 */
record HeaderValue(String main, Map<String, String> parameters, String source) {

    static HeaderValue parse(String value) {
        int semicolon = value.indexOf(';');
        int end = semicolon < 0 ? value.length() : semicolon;
        String main = value.substring(0, end).strip();
        if (main.isEmpty()) {
            throw new SipSyntaxException("value is empty", value, 0);
        }
        return new HeaderValue(main, HeaderParameters.parse(new HeaderCursor(value, end)), value);
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
