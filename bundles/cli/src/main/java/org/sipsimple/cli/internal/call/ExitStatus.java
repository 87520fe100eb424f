/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.call;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.sipsimple.api.session.SessionNotification;
import org.sipsimple.api.sip.Originator;

/** The exit codes of call tools; scripts that watch a SIP service rely on them. */
public enum ExitStatus {
    OK(0, "the call was established and ended in order"),
    FAILED(1, "another failure of our own, such as a port in use"),
    USAGE(2, "wrong usage: unknown option, malformed address, unreadable or unwritable file"),
    TIMEOUT(3, "the peer did not answer in time"),
    NEGATIVE_RESPONSE(4, "the peer answered with a negative response code"),
    NO_RTP(5, "the call was established but no RTP came"),
    MISSING_ACK(6, "we answered but the ACK never came"),
    UNREACHABLE(7, "the peer could not be reached: unknown host, refused connection, bad certificate"),
    NOT_REGISTERED(8, "the registrar refused the account, for example for a wrong password"),
    INTERRUPTED(130, "interrupted by Ctrl-C or a signal");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** How a session that never started ends a tool. */
    public static ExitStatus of(SessionNotification.DidFail failure) {
        if (failure.failureReason().contains("missing ACK")) {
            return MISSING_ACK;
        }
        if (failure.code() == 408) {
            return TIMEOUT;
        }
        if (failure.originator() == Originator.REMOTE && failure.code() >= 300) {
            return NEGATIVE_RESPONSE;
        }
        return failure.code() == 503 || failure.code() == 502 ? UNREACHABLE : FAILED;
    }

    /** What a registration that failed with this error means. */
    public static ExitStatus ofRegistration(String error) {
        boolean refused = error.matches("(authentication failed: )?4\\d\\d .*") && !error.startsWith("408");
        return refused ? NOT_REGISTERED : UNREACHABLE;
    }

    /** All of them, one in a line. */
    public static String table() {
        return Arrays.stream(values())
                .map(status -> String.format("  %3d  %s%n", status.code, status.meaning))
                .collect(Collectors.joining());
    }
}
