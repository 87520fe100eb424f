/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.lookup.internal.transport;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** A nameserver gave no readable answer; the message continues a sentence that begins with its address. */
public final class DnsIoException extends IOException {
    private static final long serialVersionUID = 1L;

    DnsIoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
