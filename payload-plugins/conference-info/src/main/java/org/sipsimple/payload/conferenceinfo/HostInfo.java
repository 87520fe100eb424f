/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.conferenceinfo;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Extensions;

/**
 * Who runs a conference.
 *
 * @param displayText null when not given
 * @param webPage null when not given
 * @param uris null when not given
 * @param extensions what other schemas add
 */
public record HostInfo(
        @Nullable String displayText, @Nullable String webPage, @Nullable UriList uris, Extensions extensions) {

    public HostInfo withDisplayText(@Nullable String changed) {
        return new HostInfo(changed, webPage, uris, extensions);
    }

    public HostInfo withWebPage(@Nullable String changed) {
        return new HostInfo(displayText, changed, uris, extensions);
    }

    public HostInfo withUris(@Nullable UriList changed) {
        return new HostInfo(displayText, webPage, changed, extensions);
    }

    public HostInfo withExtensions(Extensions changed) {
        return new HostInfo(displayText, webPage, uris, changed);
    }
}
