/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

/**
 * Reads {@code host[:port][;transport=name]}, the form all server addresses in settings have.
 *
 * @param port 0 when there is none
 * @param transport empty when there is none
 */
record HostPort(String host, int port, String transport) {

    static HostPort parse(String text, String what) {
        String rest = text.strip();
        String transport = "";
        int semicolon = rest.indexOf(';');
        if (semicolon >= 0) {
            String parameter = rest.substring(semicolon + 1).strip();
            if (!parameter.startsWith("transport=")) {
                throw new IllegalArgumentException("\"" + text + "\" is no " + what + ": only ;transport= may follow");
            }
            transport = parameter.substring("transport=".length());
            rest = rest.substring(0, semicolon).strip();
        }
        int colon = rest.endsWith("]") ? -1 : rest.lastIndexOf(':');
        int port = colon < 0 ? 0 : port(rest.substring(colon + 1), text, what);
        return new HostPort(checkHost(colon < 0 ? rest : rest.substring(0, colon), what), port, transport);
    }

    static String checkHost(String host, String what) {
        if (!host.matches("[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\]")) {
            throw new IllegalArgumentException("\"" + host + "\" is no host of a " + what);
        }
        return host;
    }

    static void checkPort(int port, String what) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(port + " is no port of a " + what + ": 1 to 65535 is expected");
        }
    }

    private static int port(String digits, String text, String what) {
        if (!digits.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("\"" + text + "\" is no " + what + ": host:port is expected");
        }
        int port = Integer.parseInt(digits);
        checkPort(port, what);
        return port;
    }
}
