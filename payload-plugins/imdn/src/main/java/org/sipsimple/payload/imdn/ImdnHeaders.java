/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.imdn;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.sipsimple.payload.cpim.CpimHeader;
import org.sipsimple.payload.cpim.CpimMessage;

/** The CPIM headers with which a message asks for notifications (RFC 5438 section 6). */
public final class ImdnHeaders {
    /** The namespace of the headers. */
    public static final String NAMESPACE = "urn:ietf:params:imdn";

    private static final String MESSAGE_ID = "Message-ID";
    private static final String DISPOSITION = "Disposition-Notification";

    /** What a sender may ask for. */
    public enum Request {
        POSITIVE_DELIVERY,
        NEGATIVE_DELIVERY,
        PROCESSING,
        DISPLAY;

        String token() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private ImdnHeaders() {}

    /** A message that says its id and asks for notifications. */
    public static CpimMessage ask(CpimMessage message, String messageId, Set<Request> requests) {
        CpimMessage named = message.withHeader(new CpimHeader(NAMESPACE, "imdn", MESSAGE_ID, messageId));
        if (requests.isEmpty()) {
            return named;
        }
        String tokens = EnumSet.copyOf(requests).stream().map(Request::token).collect(Collectors.joining(", "));
        return named.withHeader(new CpimHeader(NAMESPACE, "imdn", DISPOSITION, tokens));
    }

    /** The id of a message; empty when it has none. */
    public static Optional<String> messageId(CpimMessage message) {
        return message.header(NAMESPACE, MESSAGE_ID);
    }

    /** What a message asks for; what is not known is left out. */
    public static Set<Request> requests(CpimMessage message) {
        Set<String> tokens = message.header(NAMESPACE, DISPOSITION).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<Request> requests = EnumSet.noneOf(Request.class);
        for (Request request : Request.values()) {
            if (tokens.contains(request.token())) {
                requests.add(request);
            }
        }
        return requests;
    }
}
