/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.configuration;

/**
 * UDP or TCP ports, both ends included. Written {@code 50000-50400}.
 *
 * @param start 1 to 65535
 * @param end not below {@code start}
 */
public record PortRange(int start, int end) {

    /** @throws IllegalArgumentException when there is no such range */
    public PortRange {
        if (start < 1 || end > 65535 || start > end) {
            throw new IllegalArgumentException(
                    start + "-" + end + " is no port range: ports are 1 to 65535, the lower one first");
        }
    }

    /** @throws IllegalArgumentException when the text is none */
    public static PortRange parse(String text) {
        String[] parts = text.replace(" ", "").split("[-,:]", -1);
        if (parts.length != 2 || !parts[0].matches("\\d{1,5}") || !parts[1].matches("\\d{1,5}")) {
            throw new IllegalArgumentException("\"" + text + "\" is no port range such as 50000-50400");
        }
        return new PortRange(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
        return start + "-" + end;
    }
}
