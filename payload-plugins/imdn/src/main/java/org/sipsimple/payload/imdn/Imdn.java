/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.imdn;

import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * A notification about a message sent before (RFC 5438 section 7).
 *
 * @param messageId of the message
 * @param dateTime of the message
 * @param recipientUri who it was for; null when not given
 * @param originalRecipientUri who it was for before it was passed on; null when not given
 * @param subject of the message; null when not given
 * @param disposition what is told of
 * @param status what became of it
 * @param extensions what other schemas add
 */
public record Imdn(
        String messageId,
        OffsetDateTime dateTime,
        @Nullable String recipientUri,
        @Nullable String originalRecipientUri,
        @Nullable String subject,
        Disposition disposition,
        Status status,
        Extensions extensions) {
    public Imdn {
        Check.text(messageId, "message-id");
        Check.present(dateTime, "datetime");
        Check.present(disposition, "notification");
        Check.present(status, "status");
        Check.that(disposition.allows(status), disposition + " cannot be " + status);
    }

    /** What a notification tells of, and what may have become of it. */
    public enum Disposition {
        /** Whether the message reached the recipient's device. */
        DELIVERY(Status.DELIVERED, Status.FAILED, Status.FORBIDDEN, Status.ERROR),
        /** Whether someone on the way worked on the message. */
        PROCESSING(Status.PROCESSED, Status.STORED, Status.FORBIDDEN, Status.ERROR),
        /** Whether the message was shown. */
        DISPLAY(Status.DISPLAYED, Status.FORBIDDEN, Status.ERROR);

        private final Set<Status> allowed;

        Disposition(Status... allowed) {
            this.allowed = Set.of(allowed);
        }

        /** Whether a notification of this kind can say so. */
        public boolean allows(Status status) {
            return allowed.contains(status);
        }

        String element() {
            return name().toLowerCase(Locale.ROOT) + "-notification";
        }
    }

    /** What became of a message. */
    public enum Status {
        DELIVERED,
        FAILED,
        PROCESSED,
        STORED,
        DISPLAYED,
        FORBIDDEN,
        ERROR;

        String element() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A notification with the mandatory parts. */
    public static Imdn of(String messageId, OffsetDateTime dateTime, Disposition disposition, Status status) {
        return new Imdn(messageId, dateTime, null, null, null, disposition, status, Extensions.NONE);
    }

    public Imdn withMessageId(String changed) {
        return new Imdn(
                changed, dateTime, recipientUri, originalRecipientUri, subject, disposition, status, extensions);
    }

    public Imdn withDateTime(OffsetDateTime changed) {
        return new Imdn(
                messageId, changed, recipientUri, originalRecipientUri, subject, disposition, status, extensions);
    }

    public Imdn withRecipientUri(@Nullable String changed) {
        return new Imdn(messageId, dateTime, changed, originalRecipientUri, subject, disposition, status, extensions);
    }

    public Imdn withOriginalRecipientUri(@Nullable String changed) {
        return new Imdn(messageId, dateTime, recipientUri, changed, subject, disposition, status, extensions);
    }

    public Imdn withSubject(@Nullable String changed) {
        return new Imdn(
                messageId, dateTime, recipientUri, originalRecipientUri, changed, disposition, status, extensions);
    }

    public Imdn withDisposition(Disposition changed) {
        return new Imdn(messageId, dateTime, recipientUri, originalRecipientUri, subject, changed, status, extensions);
    }

    public Imdn withStatus(Status changed) {
        return new Imdn(
                messageId, dateTime, recipientUri, originalRecipientUri, subject, disposition, changed, extensions);
    }

    public Imdn withExtensions(Extensions changed) {
        return new Imdn(messageId, dateTime, recipientUri, originalRecipientUri, subject, disposition, status, changed);
    }
}
