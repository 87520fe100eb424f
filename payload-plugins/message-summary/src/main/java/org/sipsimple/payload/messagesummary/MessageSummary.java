/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.messagesummary;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;

/**
 * How many messages wait (RFC 3842 section 5).
 *
 * @param waiting whether any message waits
 * @param account the URI of the mailbox; null when not given
 * @param lines one a kind of message, in order
 * @param optionalHeaders more on the newest messages, as the server likes
 */
public record MessageSummary(
        boolean waiting, @Nullable String account, List<Line> lines, List<OptionalHeader> optionalHeaders) {
    public MessageSummary {
        Check.that(account == null || account.chars().noneMatch(c -> c <= 32), "not a URI: " + account);
        lines = List.copyOf(lines);
        optionalHeaders = List.copyOf(optionalHeaders);
    }

    /**
     * The messages of one kind.
     *
     * @param messageClass for example {@code voice-message}, in lower case
     * @param fresh how many are new
     * @param old how many are old
     * @param urgent how many of the new and of the old are urgent; null when not given
     */
    public record Line(String messageClass, long fresh, long old, @Nullable Urgent urgent) {
        public Line {
            messageClass = messageClass.toLowerCase(Locale.ROOT);
            Check.that(messageClass.matches("[a-z0-9.!%*_+`'~-]+"), "not a message class: \"" + messageClass + '"');
            Check.notNegative(fresh, "number of new messages");
            Check.notNegative(old, "number of old messages");
        }
    }

    /**
     * Urgent messages.
     *
     * @param fresh how many are new
     * @param old how many are old
     */
    public record Urgent(long fresh, long old) {
        public Urgent {
            Check.notNegative(fresh, "number of new urgent messages");
            Check.notNegative(old, "number of old urgent messages");
        }
    }

    /**
     * A header line behind the counts.
     *
     * @param name for example {@code Subject}
     * @param value one line
     */
    public record OptionalHeader(String name, String value) {
        public OptionalHeader {
            Check.that(name.matches("[A-Za-z0-9.!%*_+`'~-]+"), "not a header name: \"" + name + '"');
            Check.that(value.chars().noneMatch(c -> c == '\r' || c == '\n'), "a line break inside a header");
        }
    }

    /** A summary that only says whether any message waits. */
    public static MessageSummary of(boolean waiting) {
        return new MessageSummary(waiting, null, List.of(), List.of());
    }

    /** The messages of a kind, for example {@code voice-message}; empty when the summary does not name it. */
    public Optional<Line> line(String messageClass) {
        return lines.stream()
                .filter(line -> line.messageClass().equalsIgnoreCase(messageClass))
                .findFirst();
    }

    public MessageSummary withWaiting(boolean changed) {
        return new MessageSummary(changed, account, lines, optionalHeaders);
    }

    public MessageSummary withAccount(@Nullable String changed) {
        return new MessageSummary(waiting, changed, lines, optionalHeaders);
    }

    public MessageSummary withLines(List<Line> changed) {
        return new MessageSummary(waiting, account, changed, optionalHeaders);
    }

    public MessageSummary withOptionalHeaders(List<OptionalHeader> changed) {
        return new MessageSummary(waiting, account, lines, changed);
    }
}
