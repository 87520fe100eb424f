/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.msrp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Puts chunks together to messages, also when the chunks of several come in turn, and decides what a SEND is answered.
 * On the I/O thread only.
 */
final class IncomingMessages {
    /** Messages that may be under way at a time. */
    private static final int MAX_OPEN = 64;
    /** Refused messages whose further chunks are recognised. */
    private static final int MAX_REFUSED = 64;

    private static final int TOO_LARGE = 413;
    private static final int BAD_REQUEST = 400;
    private static final int UNKNOWN_TYPE = 415;

    /** What the session does for it. */
    interface Session {
        MessageReceiver incoming(IncomingMessage message) throws MsrpRefusedException;
    }

    private final List<String> acceptTypes;
    private final Session session;
    private final Map<String, PartialMessage> open = new LinkedHashMap<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private @Nullable PartialMessage current;
    private @Nullable String currentId;
    private String acceptedBefore = "";

    IncomingMessages(List<String> acceptTypes, Session session) {
        this.acceptTypes =
                acceptTypes.stream().map(t -> t.toLowerCase(Locale.ROOT)).toList();
        this.session = session;
    }

    /** A SEND with right paths begins. */
    void begin(MsrpChunk head) throws MsrpRefusedException {
        current = null;
        currentId = null;
        Optional<String> type = head.contentType();
        if (type.isEmpty()) {
            return; // no message: binds the session or keeps the connection alive
        }
        String id = head.messageId().orElseThrow(() -> new MsrpRefusedException(BAD_REQUEST, "no Message-ID"));
        currentId = id;
        if (refused.contains(id)) {
            throw new MsrpRefusedException(TOO_LARGE, "Message refused before");
        }
        ByteRange range = range(head);
        PartialMessage message = open.get(id);
        if (message == null) {
            message = create(head, id, type.get(), range);
        }
        message.chunkBegins(range);
        current = message;
    }

    private static ByteRange range(MsrpChunk head) throws MsrpRefusedException {
        try {
            return head.byteRange().orElse(new ByteRange(1, ByteRange.UNKNOWN, ByteRange.UNKNOWN));
        } catch (MsrpSyntaxException e) {
            MsrpRefusedException refusal = new MsrpRefusedException(BAD_REQUEST, "Bad Byte-Range");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private PartialMessage create(MsrpChunk head, String id, String type, ByteRange range) throws MsrpRefusedException {
        if (!accepts(type)) {
            throw new MsrpRefusedException(UNKNOWN_TYPE, "Unsupported media type");
        }
        if (open.size() >= MAX_OPEN) {
            throw new MsrpRefusedException(TOO_LARGE, "Too many messages at a time");
        }
        IncomingMessage message = new IncomingMessage(id, type, range.total(), head);
        PartialMessage created = new PartialMessage(message, session.incoming(message), range.start() - 1);
        open.put(id, created);
        return created;
    }

    private boolean accepts(String contentType) {
        if (contentType.equals(acceptedBefore)) {
            return true;
        }
        boolean accepted = isAccepted(contentType);
        if (accepted) {
            acceptedBefore = contentType;
        }
        return accepted;
    }

    private boolean isAccepted(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        int slash = type.indexOf('/');
        String family = slash < 0 ? "" : type.substring(0, slash) + "/*";
        return acceptTypes.contains("*") || acceptTypes.contains(type) || acceptTypes.contains(family);
    }

    void data(ByteBuffer data) throws MsrpRefusedException {
        PartialMessage message = current;
        if (message == null) {
            return;
        }
        try {
            message.data(data);
        } catch (IOException e) {
            MsrpRefusedException refusal = new MsrpRefusedException(TOO_LARGE, "Cannot be stored");
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** The SEND ends, with which nothing was wrong until now; returns the message if it is complete. */
    @Nullable
    PartialMessage end(char flag) throws MsrpRefusedException {
        PartialMessage message = current;
        if (message == null) {
            return null;
        }
        if (flag == '#') {
            current = null;
            open.remove(message.message().id());
            message.receiver().aborted("the sender gave up");
            return null;
        }
        if (flag == '$') {
            message.lastChunkEnded();
        }
        current = null;
        if (!message.isComplete()) {
            return null;
        }
        open.remove(message.message().id());
        return message;
    }

    /** Drops the message of the present chunk. */
    void refuse(String reason) {
        current = null;
        String id = currentId;
        if (id == null) {
            return;
        }
        PartialMessage message = open.remove(id);
        if (refused.size() >= MAX_REFUSED) {
            refused.remove(refused.iterator().next());
        }
        refused.add(id);
        if (message != null) {
            message.receiver().aborted(reason);
        }
    }

    void closed(String reason) {
        current = null;
        List<PartialMessage> unfinished = new ArrayList<>(open.values());
        open.clear();
        unfinished.forEach(message -> message.receiver().aborted(reason));
    }
}
