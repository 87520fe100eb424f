/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.payload.pidf;

import org.jspecify.annotations.Nullable;

import org.sipsimple.payloads.xml.Extensions;

/**
 * The status of a service.
 *
 * @param basic null when not given
 * @param extensions what other schemas add
 */
public record Status(@Nullable Basic basic, Extensions extensions) {

    /** A basic status and nothing else. */
    public static Status of(Basic basic) {
        return new Status(basic, Extensions.NONE);
    }

    public Status withBasic(@Nullable Basic changed) {
        return new Status(changed, extensions);
    }

    public Status withExtensions(Extensions changed) {
        return new Status(basic, changed);
    }
}
