/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.payload.Payload;
import org.sipsimple.payload.cpim.CpimHeader;
import org.sipsimple.payload.cpim.CpimIdentity;
import org.sipsimple.payload.cpim.CpimSubject;
import org.sipsimple.payload.imdn.ImdnHeaders;

/**
 * A message to be sent. Immutable; all but the content needs a peer that supports CPIM. Spec: arguments of {@code
 * ChatStream.send_message}.
 *
 * @param content what is said, with its type
 * @param recipients empty for the peer of the session; others need a peer that supports private messages
 * @param courtesyRecipients who gets copies; likewise
 * @param subject in one or more languages
 * @param timestamp null for now
 * @param required names of CPIM headers the peer must understand
 * @param additionalHeaders further CPIM headers
 * @param notifications what the peer's client shall tell about the message (RFC 5438)
 */
public record ChatDraft(
        Payload content,
        List<CpimIdentity> recipients,
        List<CpimIdentity> courtesyRecipients,
        List<CpimSubject> subject,
        @Nullable OffsetDateTime timestamp,
        List<String> required,
        List<CpimHeader> additionalHeaders,
        Set<ImdnHeaders.Request> notifications) {

    public ChatDraft {
        recipients = List.copyOf(recipients);
        courtesyRecipients = List.copyOf(courtesyRecipients);
        subject = List.copyOf(subject);
        required = List.copyOf(required);
        additionalHeaders = List.copyOf(additionalHeaders);
        notifications = Set.copyOf(notifications);
    }

    /** A content for the peer. */
    public static ChatDraft of(Payload content) {
        return new ChatDraft(content, List.of(), List.of(), List.of(), null, List.of(), List.of(), Set.of());
    }

    /** Plain text for the peer. */
    public static ChatDraft text(String text) {
        return of(Payload.of("text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8)));
    }

    public ChatDraft withRecipients(List<CpimIdentity> changed) {
        return new ChatDraft(
                content, changed, courtesyRecipients, subject, timestamp, required, additionalHeaders, notifications);
    }

    public ChatDraft withCourtesyRecipients(List<CpimIdentity> changed) {
        return new ChatDraft(
                content, recipients, changed, subject, timestamp, required, additionalHeaders, notifications);
    }

    public ChatDraft withSubject(List<CpimSubject> changed) {
        return new ChatDraft(
                content,
                recipients,
                courtesyRecipients,
                changed,
                timestamp,
                required,
                additionalHeaders,
                notifications);
    }

    public ChatDraft withTimestamp(@Nullable OffsetDateTime changed) {
        return new ChatDraft(
                content, recipients, courtesyRecipients, subject, changed, required, additionalHeaders, notifications);
    }

    public ChatDraft withRequired(List<String> changed) {
        return new ChatDraft(
                content, recipients, courtesyRecipients, subject, timestamp, changed, additionalHeaders, notifications);
    }

    public ChatDraft withAdditionalHeaders(List<CpimHeader> changed) {
        return new ChatDraft(
                content, recipients, courtesyRecipients, subject, timestamp, required, changed, notifications);
    }

    public ChatDraft withNotifications(Set<ImdnHeaders.Request> changed) {
        return new ChatDraft(
                content, recipients, courtesyRecipients, subject, timestamp, required, additionalHeaders, changed);
    }

    /** Whether it can be said without CPIM. */
    public boolean isPlain() {
        return courtesyRecipients.isEmpty()
                && subject.isEmpty()
                && timestamp == null
                && required.isEmpty()
                && additionalHeaders.isEmpty()
                && notifications.isEmpty();
    }
}
