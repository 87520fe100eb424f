/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.xcap.internal;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

import org.sipsimple.api.xcap.XcapException;

/** The HTTP client's failures in the words of the API. */
final class Failures {
    private Failures() {}

    static XcapException of(Throwable failure, String server) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            XcapException known = known(cause, server);
            if (known != null) {
                return known;
            }
        }
        return new XcapException.ConnectionLost("the connection to " + server + " was lost" + why(failure), failure);
    }

    private static @Nullable XcapException known(Throwable cause, String server) {
        if (cause instanceof XcapException already) {
            return already;
        }
        if (cause instanceof SSLException) {
            return new XcapException.TlsFailure("no trusted connection to " + server + why(cause), cause);
        }
        if (cause instanceof LimitedBody.TooLargeException) {
            return new XcapException.TooLarge(String.valueOf(cause.getMessage()));
        }
        if (cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof ConnectException && !isDeeper(cause)) {
            return new XcapException.Unreachable("no connection to " + server + why(cause), cause);
        }
        if (cause instanceof HttpTimeoutException) {
            return new XcapException.TimedOut("no answer from " + server + " in time");
        }
        if (cause instanceof EOFException) {
            return new XcapException.ConnectionLost(server + " ended the connection before its answer", cause);
        }
        if (cause instanceof ProtocolException) {
            return new XcapException.Malformed(server + " does not answer as HTTP says" + why(cause), cause);
        }
        return null;
    }

    /** The client wraps what goes wrong with TLS and names. */
    private static boolean isDeeper(Throwable cause) {
        for (Throwable below = cause.getCause(); below != null; below = below.getCause()) {
            if (below instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    private static String why(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? "" : ": " + message.strip();
    }
}
