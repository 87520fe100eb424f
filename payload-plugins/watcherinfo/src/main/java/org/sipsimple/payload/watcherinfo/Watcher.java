/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.watcherinfo;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * One who watches.
 *
 * @param id stays the same as long as the subscription lives
 * @param uri who it is
 * @param status where the subscription stands
 * @param event what brought it there
 * @param displayName null when not given
 * @param language the language of the display name; null when not given
 * @param expiration seconds until the subscription ends; null when not given
 * @param durationSubscribed seconds since the subscription began; null when not given
 * @param extensions attributes of other schemas
 */
public record Watcher(
        String id,
        String uri,
        Status status,
        Event event,
        @Nullable String displayName,
        @Nullable String language,
        @Nullable Long expiration,
        @Nullable Long durationSubscribed,
        Extensions extensions) {
    public Watcher {
        Check.text(id, "watcher id");
        Check.text(uri, "watcher uri");
        Check.present(status, "watcher status");
        Check.present(event, "watcher event");
        Check.notNegative(expiration, "expiration");
        Check.notNegative(durationSubscribed, "duration-subscribed");
    }

    /** Where a subscription stands (RFC 3857 section 4.7.1). */
    public enum Status {
        PENDING,
        ACTIVE,
        WAITING,
        TERMINATED
    }

    /** What changes a status. */
    public enum Event {
        SUBSCRIBE,
        APPROVED,
        DEACTIVATED,
        PROBATION,
        REJECTED,
        TIMEOUT,
        GIVEUP,
        NORESOURCE
    }

    /** A watcher with the mandatory parts. */
    public static Watcher of(String id, String uri, Status status, Event event) {
        return new Watcher(id, uri, status, event, null, null, null, null, Extensions.NONE);
    }

    /** For people: {@code "Mr. Subscriber" <sip:b@example.org>}, or the URI alone. */
    public String label() {
        return displayName == null ? uri : '"' + displayName + "\" <" + uri + '>';
    }

    public Watcher withId(String changed) {
        return new Watcher(
                changed, uri, status, event, displayName, language, expiration, durationSubscribed, extensions);
    }

    public Watcher withUri(String changed) {
        return new Watcher(
                id, changed, status, event, displayName, language, expiration, durationSubscribed, extensions);
    }

    public Watcher withStatus(Status changed) {
        return new Watcher(id, uri, changed, event, displayName, language, expiration, durationSubscribed, extensions);
    }

    public Watcher withEvent(Event changed) {
        return new Watcher(id, uri, status, changed, displayName, language, expiration, durationSubscribed, extensions);
    }

    public Watcher withDisplayName(@Nullable String changed) {
        return new Watcher(id, uri, status, event, changed, language, expiration, durationSubscribed, extensions);
    }

    public Watcher withLanguage(@Nullable String changed) {
        return new Watcher(id, uri, status, event, displayName, changed, expiration, durationSubscribed, extensions);
    }

    public Watcher withExpiration(@Nullable Long changed) {
        return new Watcher(id, uri, status, event, displayName, language, changed, durationSubscribed, extensions);
    }

    public Watcher withDurationSubscribed(@Nullable Long changed) {
        return new Watcher(id, uri, status, event, displayName, language, expiration, changed, extensions);
    }

    public Watcher withExtensions(Extensions changed) {
        return new Watcher(id, uri, status, event, displayName, language, expiration, durationSubscribed, changed);
    }
}
