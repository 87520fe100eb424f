/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.xcap;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A request that did not do what it should. Either the server refused, and nothing has changed: {@link Conflict},
 * {@link PreconditionFailed}, {@link NotFound}, {@link NotAuthorized}, {@link Rejected}. Or there was no usable answer;
 * after {@link Unreachable} and {@link TlsFailure} nothing has changed, after the others nobody knows. Messages show no
 * secrets.
 */
public abstract sealed class XcapException extends Exception {
    private static final long serialVersionUID = 1L;

    XcapException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The document cannot be changed in this way (409). */
    public static final class Conflict extends XcapException {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable XcapError error;

        public Conflict(String message, @Nullable XcapError error) {
            super(message, null);
            this.error = error;
        }

        /** What the server says about it; empty when it said nothing that could be understood. */
        public Optional<XcapError> error() {
            return Optional.ofNullable(error);
        }
    }

    /** The document is another one than the precondition says (412): fetch it, apply the change again, and try again. */
    public static final class PreconditionFailed extends XcapException {
        private static final long serialVersionUID = 1L;

        public PreconditionFailed(String message) {
            super(message, null);
        }
    }

    /** There is no such document, element or attribute, or no such application (404). */
    public static final class NotFound extends XcapException {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super(message, null);
        }
    }

    /** The server does not know who asks, or does not let him (401, 403). */
    public static final class NotAuthorized extends XcapException {
        private static final long serialVersionUID = 1L;

        private final int status;

        public NotAuthorized(int status, String message) {
            super(message, null);
            this.status = status;
        }

        /** 401 when the password is missing or wrong, 403 when this user may not do this. */
        public int status() {
            return status;
        }
    }

    /** Another refusal of the server. */
    public static final class Rejected extends XcapException {
        private static final long serialVersionUID = 1L;

        private final int status;

        public Rejected(int status, String message) {
            super(message, null);
            this.status = status;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }
    }

    /** No connection came about. */
    public static final class Unreachable extends XcapException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** No connection came about that could be trusted: the message says what is wrong with the certificate. */
    public static final class TlsFailure extends XcapException {
        private static final long serialVersionUID = 1L;

        public TlsFailure(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The connection ended before the answer did, or the client was closed. */
    public static final class ConnectionLost extends XcapException {
        private static final long serialVersionUID = 1L;

        public ConnectionLost(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The answer was not there in time. */
    public static final class TimedOut extends XcapException {
        private static final long serialVersionUID = 1L;

        public TimedOut(String message) {
            super(message, null);
        }
    }

    /** The answer is none that an XCAP server gives. */
    public static final class Malformed extends XcapException {
        private static final long serialVersionUID = 1L;

        public Malformed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The answer is larger than {@link XcapOptions#largest} allows. */
    public static final class TooLarge extends XcapException {
        private static final long serialVersionUID = 1L;

        public TooLarge(String message) {
            super(message, null);
        }
    }
}
