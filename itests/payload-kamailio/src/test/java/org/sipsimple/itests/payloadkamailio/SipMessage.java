/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.itests.payloadkamailio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A message as it came off the wire: enough of SIP for a test. */
record SipMessage(String startLine, List<String> lines, byte[] body) {

    static SipMessage parse(byte[] datagram, int length) {
        String text = new String(datagram, 0, length, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        List<String> lines = List.of(text.substring(0, end).split("\r\n"));
        return new SipMessage(
                lines.get(0), lines.subList(1, lines.size()), Arrays.copyOfRange(datagram, end + 4, length));
    }

    Optional<String> header(String name) {
        return lines.stream()
                .filter(line -> line.regionMatches(true, 0, name + ':', 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    boolean isResponse() {
        return startLine.startsWith("SIP/2.0 ");
    }

    int code() {
        return Integer.parseInt(startLine.substring(8, 11));
    }

    boolean isRequest(String method) {
        return startLine.startsWith(method + ' ');
    }

    /** The answer 200 to a request. */
    String ok() {
        StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
        for (String line : lines) {
            if (line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*")) {
                answer.append(line).append("\r\n");
            }
        }
        return answer.append("Content-Length: 0\r\n\r\n").toString();
    }
}
