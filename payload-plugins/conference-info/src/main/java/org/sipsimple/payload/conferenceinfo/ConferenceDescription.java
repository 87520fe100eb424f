/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Check;
import org.sipsimple.payloads.xml.Extensions;

/**
 * What a conference is about and how to reach it.
 *
 * @param keywords words separated by blanks; null when not given
 * @param subject null when not given
 * @param displayText null when not given
 * @param freeText null when not given
 * @param confUris where to reach the conference; null when not given
 * @param serviceUris services around it, such as its web page; null when not given
 * @param maximumUserCount null when not given
 * @param availableMedia null when not given
 * @param extensions what other schemas add, as the room configuration some focuses send
 */
public record ConferenceDescription(
        @Nullable String keywords,
        @Nullable String subject,
        @Nullable String displayText,
        @Nullable String freeText,
        @Nullable UriList confUris,
        @Nullable UriList serviceUris,
        @Nullable Long maximumUserCount,
        @Nullable List<AvailableMedia> availableMedia,
        Extensions extensions) {
    public ConferenceDescription {
        Check.notNegative(maximumUserCount, "maximum-user-count");
        availableMedia = availableMedia == null ? null : List.copyOf(availableMedia);
    }

    /** A description of a subject alone. */
    public static ConferenceDescription of(String subject) {
        return new ConferenceDescription(null, subject, null, null, null, null, null, null, Extensions.NONE);
    }

    public ConferenceDescription withKeywords(@Nullable String changed) {
        return new ConferenceDescription(
                changed,
                subject,
                displayText,
                freeText,
                confUris,
                serviceUris,
                maximumUserCount,
                availableMedia,
                extensions);
    }

    public ConferenceDescription withSubject(@Nullable String changed) {
        return new ConferenceDescription(
                keywords,
                changed,
                displayText,
                freeText,
                confUris,
                serviceUris,
                maximumUserCount,
                availableMedia,
                extensions);
    }

    public ConferenceDescription withDisplayText(@Nullable String changed) {
        return new ConferenceDescription(
                keywords,
                subject,
                changed,
                freeText,
                confUris,
                serviceUris,
                maximumUserCount,
                availableMedia,
                extensions);
    }

    public ConferenceDescription withFreeText(@Nullable String changed) {
        return new ConferenceDescription(
                keywords,
                subject,
                displayText,
                changed,
                confUris,
                serviceUris,
                maximumUserCount,
                availableMedia,
                extensions);
    }

    public ConferenceDescription withConfUris(@Nullable UriList changed) {
        return new ConferenceDescription(
                keywords,
                subject,
                displayText,
                freeText,
                changed,
                serviceUris,
                maximumUserCount,
                availableMedia,
                extensions);
    }

    public ConferenceDescription withServiceUris(@Nullable UriList changed) {
        return new ConferenceDescription(
                keywords,
                subject,
                displayText,
                freeText,
                confUris,
                changed,
                maximumUserCount,
                availableMedia,
                extensions);
    }

    public ConferenceDescription withMaximumUserCount(@Nullable Long changed) {
        return new ConferenceDescription(
                keywords, subject, displayText, freeText, confUris, serviceUris, changed, availableMedia, extensions);
    }

    public ConferenceDescription withAvailableMedia(@Nullable List<AvailableMedia> changed) {
        return new ConferenceDescription(
                keywords, subject, displayText, freeText, confUris, serviceUris, maximumUserCount, changed, extensions);
    }

    public ConferenceDescription withExtensions(Extensions changed) {
        return new ConferenceDescription(
                keywords,
                subject,
                displayText,
                freeText,
                confUris,
                serviceUris,
                maximumUserCount,
                availableMedia,
                changed);
    }
}
