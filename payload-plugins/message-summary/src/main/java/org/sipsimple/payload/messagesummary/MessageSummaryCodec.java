/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.messagesummary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sipsimple.api.payload.MediaType;
import org.sipsimple.api.payload.Payload;
import org.sipsimple.api.payload.PayloadCodec;
import org.sipsimple.api.payload.PayloadCodecProvider;
import org.sipsimple.api.payload.PayloadFormatException;

/** {@code application/simple-message-summary}, RFC 3842. Takes lines that end in LF only and names in any case. */
@PayloadCodecProvider
public final class MessageSummaryCodec implements PayloadCodec<MessageSummary> {
    private static final String MEDIA_TYPE = "application/simple-message-summary";
    private static final int MOST_LINES = 1000;
    private static final Pattern COUNTS = Pattern.compile(
            "([0-9]{1,9})\\s*/\\s*([0-9]{1,9})(?:\\s*\\(\\s*([0-9]{1,9})\\s*/\\s*([0-9]{1,9})\\s*\\))?");

    @Override
    public Class<MessageSummary> type() {
        return MessageSummary.class;
    }

    @Override
    public List<String> mediaTypes() {
        return List.of(MEDIA_TYPE);
    }

    @Override
    public Set<String> eventPackages() {
        return Set.of("message-summary");
    }

    @Override
    public MessageSummary decode(Payload payload) throws PayloadFormatException {
        String[] lines = payload.text().split("\r?\n", MOST_LINES + 1);
        if (lines.length > MOST_LINES) {
            throw malformed(MOST_LINES, "more than " + MOST_LINES + " lines");
        }
        String account = null;
        List<MessageSummary.Line> counts = new ArrayList<>();
        List<MessageSummary.OptionalHeader> optional = new ArrayList<>();
        boolean waiting = waiting(lines[0]);
        int number = 2;
        for (; number <= lines.length && !lines[number - 1].isBlank(); number++) {
            String line = lines[number - 1];
            String name = name(line, number);
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (name.equalsIgnoreCase("Message-Account")) {
                account = value;
            } else {
                counts.add(counts(name, value, number));
            }
        }
        for (; number <= lines.length; number++) {
            String line = lines[number - 1];
            if (!line.isBlank()) {
                optional.add(new MessageSummary.OptionalHeader(
                        name(line, number),
                        line.substring(line.indexOf(':') + 1).strip().replace('\r', ' ')));
            }
        }
        try {
            return new MessageSummary(waiting, account, counts, optional);
        } catch (IllegalArgumentException e) {
            throw malformed(2, String.valueOf(e.getMessage()));
        }
    }

    private static boolean waiting(String line) throws PayloadFormatException {
        String name = name(line, 1);
        String value = line.substring(line.indexOf(':') + 1).strip().toLowerCase(Locale.ROOT);
        if (!name.equalsIgnoreCase("Messages-Waiting") || !value.equals("yes") && !value.equals("no")) {
            throw malformed(1, "expected Messages-Waiting: yes or no, found: " + line);
        }
        return value.equals("yes");
    }

    private static String name(String line, int number) throws PayloadFormatException {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip();
        if (!name.matches("[A-Za-z0-9.!%*_+`'~-]+")) {
            throw malformed(number, "not a header: " + line);
        }
        return name;
    }

    private static MessageSummary.Line counts(String name, String value, int number) throws PayloadFormatException {
        Matcher counts = COUNTS.matcher(value);
        if (!counts.matches()) {
            throw malformed(number, "not numbers of messages: " + value);
        }
        MessageSummary.Urgent urgent = counts.group(3) == null
                ? null
                : new MessageSummary.Urgent(Long.parseLong(counts.group(3)), Long.parseLong(counts.group(4)));
        return new MessageSummary.Line(name, Long.parseLong(counts.group(1)), Long.parseLong(counts.group(2)), urgent);
    }

    private static PayloadFormatException malformed(int line, String what) {
        return new PayloadFormatException(MEDIA_TYPE, line + ":1", what);
    }

    @Override
    public Payload encode(MessageSummary value) {
        StringBuilder out = new StringBuilder("Messages-Waiting: ")
                .append(value.waiting() ? "yes" : "no")
                .append("\r\n");
        if (value.account() != null) {
            out.append("Message-Account: ").append(value.account()).append("\r\n");
        }
        for (MessageSummary.Line line : value.lines()) {
            out.append(headerName(line.messageClass()))
                    .append(": ")
                    .append(line.fresh())
                    .append('/')
                    .append(line.old());
            MessageSummary.Urgent urgent = line.urgent();
            if (urgent != null) {
                out.append(" (")
                        .append(urgent.fresh())
                        .append('/')
                        .append(urgent.old())
                        .append(')');
            }
            out.append("\r\n");
        }
        if (!value.optionalHeaders().isEmpty()) {
            out.append("\r\n");
            value.optionalHeaders()
                    .forEach(h ->
                            out.append(h.name()).append(": ").append(h.value()).append("\r\n"));
        }
        return new Payload(MediaType.parse(MEDIA_TYPE), out.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** {@code voice-message} is written as RFC 3842 prints it: {@code Voice-Message}. */
    private static String headerName(String messageClass) {
        StringBuilder name = new StringBuilder(messageClass);
        for (int i = 0; i < name.length(); i++) {
            if (i == 0 || name.charAt(i - 1) == '-') {
                name.setCharAt(i, Character.toUpperCase(name.charAt(i)));
            }
        }
        return name.toString();
    }
}
