/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.stream.chat;

/**
 * A message or request did not get through: the peer does not support it, refused it, or the stream is over. Seed: {@code
 * ChatStreamError}.
 */
public final class ChatStreamException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    /** @param code the MSRP status the peer gave, 0 when it gave none */
    public ChatStreamException(int code, String message) {
        super(message);
        this.code = code;
    }

    public ChatStreamException(int code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The MSRP status of the peer, for example 413; 0 when there is none. */
    public int code() {
        return code;
    }
}
