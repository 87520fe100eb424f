/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payloads.xml;

import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.PayloadFormatException;

/** The parser's failures in the words of the payload API. */
final class ParserFailure {
    private static final String MARK = "Message: ";

    private ParserFailure() {}

    static PayloadFormatException of(String mediaType, XMLStreamException e) {
        return new PayloadFormatException(mediaType, where(e.getLocation()), cleaned(e.getMessage()), e);
    }

    /** For unchecked exceptions: failures while a text is asked for, and what the parser's checks miss. */
    static PayloadFormatException of(String mediaType, @Nullable Location at, RuntimeException e) {
        if (e.getCause() instanceof XMLStreamException cause) {
            return of(mediaType, cause);
        }
        return new PayloadFormatException(mediaType, where(at), cleaned(e.getMessage()), e);
    }

    /** Line and column, both from 1. */
    static String where(@Nullable Location at) {
        return at == null ? "1:1" : Math.max(1, at.getLineNumber()) + ":" + Math.max(1, at.getColumnNumber());
    }

    /** The parser's sentence without the place, which stands in front of ours already. */
    private static String cleaned(@Nullable String message) {
        String text = message == null ? "" : message;
        int mark = text.indexOf(MARK);
        text = text.substring(mark < 0 ? 0 : mark + MARK.length());
        int place = text.lastIndexOf("\n at [");
        text = (place < 0 ? text : text.substring(0, place)).strip();
        return text.isEmpty() ? "not well-formed" : text;
    }
}
