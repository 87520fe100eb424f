/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.api.lookup;

/**
 * A lookup that found nothing to use. The kinds say whose doing it was, for that decides what to do next: after
 * {@link NotFound} another try is useless until the domain changes, after {@link Unavailable} it is not, and
 * {@link Unsupported} is a matter of the caller's arguments or settings.
 */
public abstract sealed class LookupException extends Exception {
    private static final long serialVersionUID = 1L;

    LookupException(String message) {
        super(message);
    }

    /** The DNS answered, and the domain offers nothing that fits. */
    public static final class NotFound extends LookupException {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super(message);
        }
    }

    /** No usable answer came from any nameserver in time; the message tells what each of them did. */
    public static final class Unavailable extends LookupException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }
    }

    /** What was asked for cannot be looked up: a transport that is off or unknown, or a host that is no host name. */
    public static final class Unsupported extends LookupException {
        private static final long serialVersionUID = 1L;

        public Unsupported(String message) {
            super(message);
        }
    }
}
